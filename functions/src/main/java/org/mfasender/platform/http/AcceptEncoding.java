package org.mfasender.platform.http;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a client says about compressed bodies. */
final class AcceptEncoding {

    /** {@code gzip} or {@code gzip;q=0.5}; anything else counts as not there. */
    private static final Pattern CODING =
            Pattern.compile("([^\\s;]+)(?:\\s*;\\s*[qQ]=(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?))?");

    private AcceptEncoding() {}

    /** Whether {@code Accept-Encoding} admits gzip: with a weight of its own or, without one, that of {@code *}. Source: RFC 9110, 12.5.3. */
    static boolean admitsGzip(String acceptEncoding) {
        List<Matcher> codings = Stream.of(acceptEncoding.split(",", -1))
                .map(coding -> CODING.matcher(coding.strip()))
                .filter(Matcher::matches)
                .toList();
        return admits(codings, "gzip").or(() -> admits(codings, "*")).orElse(false);
    }

    private static Optional<Boolean> admits(List<Matcher> codings, String name) {
        return codings.stream()
                .filter(coding -> coding.group(1).equalsIgnoreCase(name))
                .findFirst()
                .map(coding -> coding.group(2) == null || Double.parseDouble(coding.group(2)) > 0);
    }
}
