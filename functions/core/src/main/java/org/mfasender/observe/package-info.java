/** What operators see of the functions: one log line an invocation, and metrics. Never a secret, a phone number or a text of Meta's. */
package org.mfasender.observe;
