/** The App Secrets with which Meta signs webhooks, encrypted, by app. */
package org.mfasender.webhooks.secrets;
