/** Who gets a message: recipients as they are written, how they are recognised without being stored, and who has no WhatsApp. */
package org.mfasender.messages.recipients;
