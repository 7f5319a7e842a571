package org.mfasender.console;

import java.util.Base64;
import org.mfasender.platform.Sha256;
import org.mfasender.platform.http.Gzip;

/**
 * A file of the page, ready to be sent.
 *
 * @param type its media type
 * @param text its content
 * @param compressed the same, compressed with gzip, in base64
 * @param hash of the content, in hex
 */
record PageFile(String type, String text, String compressed, String hash) {

    private static final int HASH_LENGTH = 16;

    static PageFile html(String text) {
        return of("text/html; charset=utf-8", text);
    }

    static PageFile css(String text) {
        return of("text/css; charset=utf-8", text);
    }

    static PageFile script(String text) {
        return of("text/javascript; charset=utf-8", text);
    }

    private static PageFile of(String type, String text) {
        String compressed = Base64.getEncoder().encodeToString(Gzip.compress(text));
        return new PageFile(type, text, compressed, Sha256.of(text).substring(0, HASH_LENGTH));
    }
}
