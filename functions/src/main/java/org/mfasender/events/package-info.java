/** What is published of passcodes, so that another channel is used, or fraud is noticed. */
package org.mfasender.events;
