/**
 * Compares a deployed stack, and what Meta answers it, with what is expected of them. A client like any other: it knows the HTTP API and
 * AWS's, and nothing of the functions' code.
 */
package org.mfasender.firstaccount;
