/** A client of Meta's Graph API: typed calls, typed failures. It knows nothing of what the calls are for. */
package org.mfasender.meta;
