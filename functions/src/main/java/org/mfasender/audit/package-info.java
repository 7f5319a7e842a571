/** Who changed what: each entry is written in the transaction of its change. */
package org.mfasender.audit;
