/** Which templates are wanted: purposes, locales, options. Rules without input or output. */
package org.mfasender.templates;
