/** Creates the templates that are wanted, and judges how they stand. */
package org.mfasender.setup.provision;
