/** What a step of the workflow is made of: its input and answer, its place in the run, and starting and stopping executions. */
package org.mfasender.workflow;
