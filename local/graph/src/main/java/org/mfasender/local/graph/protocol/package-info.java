/** How the Graph API talks, whatever it talks about: parameters, errors, field selection, pages, faults, HTTP. */
package org.mfasender.local.graph.protocol;
