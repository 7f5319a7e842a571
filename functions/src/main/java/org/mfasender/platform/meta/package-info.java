/** Meta's Graph API: typed calls, typed failures. */
package org.mfasender.platform.meta;
