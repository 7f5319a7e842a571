/** What Lambda does of an event source mapping: it reads a table's stream, and calls a function with what it finds. */
package org.mfasender.local.streams;
