/** Where Meta sends the webhooks of an account: checked, set up, and taken back. */
package org.mfasender.setup.webhooks;
