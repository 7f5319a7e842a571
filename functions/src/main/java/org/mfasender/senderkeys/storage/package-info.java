/** Sender keys in the table: hashes, or encrypted. */
package org.mfasender.senderkeys.storage;
