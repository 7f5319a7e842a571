/** One function of the system, {@link org.mfasender.provisiontemplates.ProvisionTemplatesHandler}. */
package org.mfasender.provisiontemplates;
