/** Runs what is deployed as Lambda's managed runtime does: the archive unpacked, its handlers started by the real runtime interface client. */
package org.mfasender.local.runtime;
