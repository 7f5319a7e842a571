/** The credentials in Secrets Manager. */
package org.mfasender.vault;
