/** The functions of {@code template.yaml}: a handler each, with its routes and what it is made of. */
package org.mfasender.functions;
