/** What every feature uses. */
package org.mfasender.platform;
