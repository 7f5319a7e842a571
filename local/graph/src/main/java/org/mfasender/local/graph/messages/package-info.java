/** Sending in the simulated Graph API: Meta's checks of a message, its limits, and what was accepted. */
package org.mfasender.local.graph.messages;
