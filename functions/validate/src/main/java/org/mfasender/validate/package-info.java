/** One function of the system, {@link org.mfasender.validate.ValidateHandler}. */
package org.mfasender.validate;
