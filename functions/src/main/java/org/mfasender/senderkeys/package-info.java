/** Keys with which identity products send passcodes: how they are made, shown and revoked. */
package org.mfasender.senderkeys;
