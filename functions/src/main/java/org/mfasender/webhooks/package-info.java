/** Meta's webhooks: who signed them, and what they say of messages. */
package org.mfasender.webhooks;
