/**
 * The whole system on one machine, started from template.yaml: {@link org.mfasender.local.LocalSystem} for tests,
 * {@link org.mfasender.local.Main} for people.
 */
package org.mfasender.local;
