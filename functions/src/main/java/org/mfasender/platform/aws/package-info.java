/** The clients of AWS's SDK. */
package org.mfasender.platform.aws;
