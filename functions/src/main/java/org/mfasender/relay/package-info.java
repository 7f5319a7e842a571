/** Acts on what functions recorded that may not do so themselves: a stream of the table of messages carries it here. */
package org.mfasender.relay;
