/** Webhooks as Meta sends them: signed, repeated until they are answered with 200, and in no certain order. */
package org.mfasender.local.graph.webhooks;
