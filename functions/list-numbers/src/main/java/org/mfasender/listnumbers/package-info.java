/** One function of the system, {@link org.mfasender.listnumbers.ListNumbersHandler}. */
package org.mfasender.listnumbers;
