/** Every environment variable, in typed records. */
package org.mfasender.platform.config;
