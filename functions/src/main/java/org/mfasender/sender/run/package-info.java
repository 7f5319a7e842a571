/** One run of the workflow: its steps and how far they are. */
package org.mfasender.sender.run;
