/** Placeholder. */
package org.mfasender.local.graph;
