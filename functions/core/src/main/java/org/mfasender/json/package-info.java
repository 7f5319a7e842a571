/** How the domain is written as JSON: in the store, in the workflow and on the wire alike. */
package org.mfasender.json;
