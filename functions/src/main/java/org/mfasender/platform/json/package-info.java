/** The one JSON mapper. */
package org.mfasender.platform.json;
