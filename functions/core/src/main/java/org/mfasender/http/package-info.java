/** The HTTP side: decoding requests, PingOne's resource and its error body. */
package org.mfasender.http;
