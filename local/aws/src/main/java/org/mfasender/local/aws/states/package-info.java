/**
 * An interpreter for the part of the Amazon States Language (query language JSONPath) that the workflow uses. When it reads a definition
 * with anything else, it refuses it and names the part and its place in the document.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
package org.mfasender.local.aws.states;
