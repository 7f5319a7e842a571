/** What all calls of the Graph API have in common: parameters, errors, field selection, pages, faults, HTTP. */
package org.mfasender.local.graph.protocol;
