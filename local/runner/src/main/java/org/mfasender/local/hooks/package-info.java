/** Requests of identity products, as they make and sign them. */
package org.mfasender.local.hooks;
