/** The prerequisites at Meta, each a named check. */
package org.mfasender.checks;
