/**
 * A simulated Graph API of Meta for one machine: {@link org.mfasender.local.graph.SimulatedGraph} is the server,
 * {@link org.mfasender.local.graph.SimulatedAccounts} names the accounts that it starts with.
 */
package org.mfasender.local.graph;
