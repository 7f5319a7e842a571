/** The domain's rules about templates: what is wanted, what there is, what to do about it, and which one serves a locale. */
package org.mfasender.sender.template;
