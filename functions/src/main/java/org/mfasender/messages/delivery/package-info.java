/** What is known of a message. */
package org.mfasender.messages.delivery;
