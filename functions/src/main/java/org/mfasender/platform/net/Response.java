package org.mfasender.platform.net;

import java.util.Map;
import java.util.Optional;

/**
 * A whole answer, in UTF-8.
 *
 * @param headers by name in lower case; of several with the same name, the values with commas between
 */
public record Response(int status, Map<String, String> headers, String body) {

    /**
     * A header.
     *
     * @param name in lower case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Without headers and body, which may be secret. */
    @Override
    public String toString() {
        return "Response[" + status + "]";
    }
}
