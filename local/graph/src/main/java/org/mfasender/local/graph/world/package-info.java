/** The state of the simulated Graph API: apps, portfolios, users, tokens, WhatsApp Business Accounts, numbers, templates. */
package org.mfasender.local.graph.world;
