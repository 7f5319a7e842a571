/** One function of the system, {@link org.mfasender.readsender.ReadSenderHandler}. */
package org.mfasender.readsender;
