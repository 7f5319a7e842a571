/** Okta: its telephony inline hook. */
package org.mfasender.hooks.okta;
