/** One log line an invocation, and metrics. */
package org.mfasender.platform.observe;
