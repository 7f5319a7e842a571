/** Messages and the keys of their requests, in a table of their own from which everything expires. */
package org.mfasender.messages.storage;
