/** The domain: a sender account, its numbers, templates and provisioning. Records and rules; no input or output. */
package org.mfasender.sender;
