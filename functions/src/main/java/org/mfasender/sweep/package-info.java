/** Completes what functions left half done when they died, and removes what belongs to no account. */
package org.mfasender.sweep;
