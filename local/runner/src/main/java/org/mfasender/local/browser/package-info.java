/** A browser on this machine, driven through its developer tools: to test the page for administrators, and to measure it. */
package org.mfasender.local.browser;
