/** The page that an administrator uses: static files, which call the HTTP API as any client does. */
package org.mfasender.console;
