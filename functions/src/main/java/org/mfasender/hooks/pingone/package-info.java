/** PingOne: its custom provider for SMS. */
package org.mfasender.hooks.pingone;
