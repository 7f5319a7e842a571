/** Handlers that functions are compared with. They are run as functions are, by their class files alone. */
package org.mfasender.local.bench.baseline;
