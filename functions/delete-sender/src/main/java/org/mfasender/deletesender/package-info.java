/** One function of the system, {@link org.mfasender.deletesender.DeleteSenderHandler}. */
package org.mfasender.deletesender;
