package org.mfasender.firstaccount;

/**
 * One doubt.
 *
 * @param name the doubt in a few words
 * @param asked the calls that settle it
 * @param expected what the project relies on
 * @param source the page or file by which it is expected
 */
record Question(String name, String asked, String expected, String source) {}
