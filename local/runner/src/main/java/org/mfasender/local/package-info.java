/** Placeholder. */
package org.mfasender.local;
