/** Compares what is wanted with what there is. */
package org.mfasender.templates.plan;
