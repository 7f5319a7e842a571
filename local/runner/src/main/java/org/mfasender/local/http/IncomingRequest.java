package org.mfasender.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An HTTP request as it came in.
 *
 * @param path still percent-encoded
 * @param query still percent-encoded, without the question mark; empty when there is none
 * @param headers values by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record IncomingRequest(
        String method,
        String path,
        String query,
        String protocol,
        String sourceIp,
        Map<String, List<String>> headers,
        byte[] body) {

    static IncomingRequest of(HttpExchange exchange, byte[] body) {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new IncomingRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                exchange.getProtocol(),
                exchange.getRemoteAddress().getAddress().getHostAddress(),
                headers,
                body);
    }

    /** Size of the request line and of all header values. */
    int headBytes() {
        int line = method.length() + path.length() + query.length() + protocol.length() + 3;
        return line
                + headers.values().stream()
                        .flatMap(List::stream)
                        .mapToInt(String::length)
                        .sum();
    }

    /** All values of the header joined by commas; empty when it is missing. */
    String header(String lowerCaseName) {
        return String.join(",", headers.getOrDefault(lowerCaseName, List.of()));
    }
}
