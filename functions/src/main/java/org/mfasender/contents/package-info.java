/** PingOne's templates and contents over HTTP: read, bind, preview, serve. */
package org.mfasender.contents;
