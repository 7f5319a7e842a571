/** PingOne's templates and contents over HTTP: reading, binding, preview, and which content serves a locale. */
package org.mfasender.contents;
