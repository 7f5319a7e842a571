/** ZITADEL: its SMS provider of the type HTTP. */
package org.mfasender.hooks.zitadel;
