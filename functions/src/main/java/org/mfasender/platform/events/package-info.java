/** The bus on which this system publishes what happens. */
package org.mfasender.platform.events;
