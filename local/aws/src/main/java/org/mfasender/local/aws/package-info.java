/** Placeholder. */
package org.mfasender.local.aws;
