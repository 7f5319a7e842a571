/** The one table. */
package org.mfasender.platform.dynamodb;
