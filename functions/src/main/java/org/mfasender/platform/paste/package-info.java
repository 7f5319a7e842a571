/** Values as people paste them: what certainly does not belong to one is removed, the rest is named. */
package org.mfasender.platform.paste;
