/** One function of the system, {@link org.mfasender.unknownroute.UnknownRouteHandler}. */
package org.mfasender.unknownroute;
