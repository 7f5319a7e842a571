package org.mfasender.console;

import java.util.Base64;
import org.mfasender.platform.Gzip;
import org.mfasender.platform.Sha256;

/**
 * A file of the page.
 *
 * @param type its media type
 * @param compressed its content with gzip, in Base64, as API Gateway takes it
 * @param hash of the compressed content, in hex
 */
record PageFile(String type, String compressed, String hash) {

    static PageFile of(String name, byte[] compressed) {
        return new PageFile(
                type(name),
                Base64.getEncoder().encodeToString(compressed),
                Sha256.of(compressed).substring(0, 16));
    }

    private static String type(String name) {
        String type = switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "css";
            case ".js" -> "javascript";
            default -> "html";
        };
        return "text/" + type + "; charset=utf-8";
    }

    /** The content, for a client that does not take gzip. */
    String text() {
        return Gzip.decompress(Base64.getDecoder().decode(compressed));
    }
}
