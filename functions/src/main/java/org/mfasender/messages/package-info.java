/** Sends passcodes, each at most once, and says what is known of them. */
package org.mfasender.messages;
