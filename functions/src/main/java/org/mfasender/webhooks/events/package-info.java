/** What Meta reports of templates, numbers and the account: recorded here, and applied by those who may write accounts. */
package org.mfasender.webhooks.events;
