/** One function of the system, {@link org.mfasender.checksender.CheckSenderHandler}. */
package org.mfasender.checksender;
