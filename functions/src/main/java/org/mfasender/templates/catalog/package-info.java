/** What an account has at Meta, and what this system did there. */
package org.mfasender.templates.catalog;
