/**
 * An interpreter of the Amazon States Language (query language JSONPath) for one machine. Strict: what it does not support is refused
 * when a definition is read, with its place in the document.
 *
 * @see <a href="https://states-language.net/spec.html">Amazon States Language</a>
 */
package org.mfasender.local.aws.states;
