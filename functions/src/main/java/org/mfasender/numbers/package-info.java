/** Sender numbers: as Meta lists them, and whether they can send. */
package org.mfasender.numbers;
