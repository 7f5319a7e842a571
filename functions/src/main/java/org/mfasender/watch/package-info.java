/** Watches senders that work: checks each from time to time, and shows how they stand. */
package org.mfasender.watch;
