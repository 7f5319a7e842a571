/** Placeholder. */
package org.mfasender.sender;
