/** The three steps of the workflow. */
package org.mfasender.setup;
