/** The neutral request, for products and code that can send any request. */
package org.mfasender.hooks.neutral;
