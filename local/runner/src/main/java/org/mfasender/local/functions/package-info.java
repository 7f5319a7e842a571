/** Runs the handlers that the template names as AWS Lambda would run them: bytes in, bytes out, a timeout, errors as JSON. */
package org.mfasender.local.functions;
