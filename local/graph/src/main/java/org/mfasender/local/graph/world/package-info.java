/** What the simulated Graph API knows: apps, portfolios, users, tokens, WhatsApp Business Accounts and what they hold. */
package org.mfasender.local.graph.world;
