/** One function of the system, {@link org.mfasender.plantemplates.PlanTemplatesHandler}. */
package org.mfasender.plantemplates;
