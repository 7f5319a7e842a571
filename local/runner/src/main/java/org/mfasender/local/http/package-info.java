/** The HTTP API in front of the functions: routes, events of payload format 2.0 and answers as Amazon API Gateway makes them. */
package org.mfasender.local.http;
