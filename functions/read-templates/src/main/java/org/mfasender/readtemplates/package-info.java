/** One function of the system, {@link org.mfasender.readtemplates.ReadTemplatesHandler}. */
package org.mfasender.readtemplates;
