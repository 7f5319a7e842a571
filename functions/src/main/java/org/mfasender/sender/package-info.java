/** The sender account of an environment: what is submitted, stored and answered. */
package org.mfasender.sender;
