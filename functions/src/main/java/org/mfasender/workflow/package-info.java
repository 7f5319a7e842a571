/** What every step has in common: its payload, its result, its errors. Executions that wait know these names; see the contract test. */
package org.mfasender.workflow;
