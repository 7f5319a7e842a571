/** One function of the system, {@link org.mfasender.submit.SubmitHandler}. */
package org.mfasender.submit;
