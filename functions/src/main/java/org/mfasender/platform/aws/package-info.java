/** The clients of AWS: the SDK's interfaces and types, and what calls the services behind them. */
package org.mfasender.platform.aws;
