/** What a run would find and do, without one. */
package org.mfasender.setup.dryrun;
