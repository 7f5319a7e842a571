/** What the benchmark measures with: processes, set-ups and a table. */
package org.mfasender.local.bench;
