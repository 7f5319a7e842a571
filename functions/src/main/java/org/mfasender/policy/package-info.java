/** Whether WhatsApp may be enabled as an MFA method, and MFA policies for clients that are written for PingOne's. */
package org.mfasender.policy;
