/** A WhatsApp Business Account's templates at Meta, in our terms. */
package org.mfasender.catalog;
