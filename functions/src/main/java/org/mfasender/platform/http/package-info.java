/** Requests, routes, answers and PingOne's error body. */
package org.mfasender.platform.http;
