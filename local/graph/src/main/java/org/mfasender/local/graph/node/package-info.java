/** The calls that the simulated Graph API answers, one class per node or edge. */
package org.mfasender.local.graph.node;
