package org.mfasender.console;

import org.mfasender.platform.Sha256;

/**
 * A file of the page.
 *
 * @param type its media type
 * @param text its content
 * @param hash of the content, in hex
 */
record PageFile(String type, String text, String hash) {

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
        return new PageFile(type, text, Sha256.of(text).substring(0, HASH_LENGTH));
    }
}
