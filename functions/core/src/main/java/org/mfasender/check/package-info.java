/** The prerequisites that a sender account has to meet at Meta, each a named check. */
package org.mfasender.check;
