/** Secrets, and the credentials in Secrets Manager. */
package org.mfasender.platform.secrets;
