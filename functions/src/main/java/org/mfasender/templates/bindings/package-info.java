/** Which template serves which purpose and locale. */
package org.mfasender.templates.bindings;
