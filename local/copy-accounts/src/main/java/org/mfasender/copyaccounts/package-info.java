/** Copies accounts from one table into another: see docs/disaster-recovery.md. */
@NullMarked
package org.mfasender.copyaccounts;

import org.jspecify.annotations.NullMarked;
