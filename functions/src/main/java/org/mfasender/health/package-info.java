/** How connections stand at Meta, as they are checked from time to time. */
package org.mfasender.health;
