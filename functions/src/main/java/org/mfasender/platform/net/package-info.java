/** Requests by HTTP. */
package org.mfasender.platform.net;
