/** What a function finds around it on Lambda: its environment variables and the clients of AWS. */
package org.mfasender.aws;
