/** How many messages are sent: to which countries, in how much time, and fewer where passcodes are not used. */
package org.mfasender.messages.limits;
