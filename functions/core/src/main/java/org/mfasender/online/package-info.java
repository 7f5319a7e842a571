/** Requests that are answered by asking Meta while the client waits. */
package org.mfasender.online;
