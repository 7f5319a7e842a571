package org.mfasender.local.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A secret that is used once, so that wherever it, or a part of it, is found it has leaked. */
final class Canary {

    /** Of so many characters on, a part of a secret is a leak; the hint has four. */
    private static final int SHORTEST = 12;

    private final String value;
    private final Set<String> traces = new LinkedHashSet<>();

    private Canary(String value) {
        this.value = value;
        addParts(value);
        addParts(URLEncoder.encode(value, StandardCharsets.UTF_8));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        addParts(HexFormat.of().formatHex(bytes));
        // Where a secret begins within a longer text decides how it looks in Base64.
        for (String before : List.of("", "x", "xx")) {
            byte[] shifted = (before + value).getBytes(StandardCharsets.UTF_8);
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                String encoded = encoder.encodeToString(shifted);
                addParts(encoded.substring(4, encoded.length() - 4));
            }
        }
    }

    /** An access token, with characters that look different in an address; no two have a part in common. */
    static Canary token() {
        return new Canary("EAA" + hex() + "/" + hex() + "+" + hex());
    }

    /** An App Secret: 32 digits in hex. */
    static Canary secret() {
        return new Canary(hex());
    }

    String value() {
        return value;
    }

    /** The part of this secret that a text contains; empty when it contains none. */
    Optional<String> foundIn(String text) {
        return traces.stream().filter(text::contains).findFirst();
    }

    /** Not the secret. */
    @Override
    public String toString() {
        return "canary " + value.substring(0, 3) + "...";
    }

    private void addParts(String text) {
        for (int from = 0; from + SHORTEST <= text.length(); from++) {
            traces.add(text.substring(from, from + SHORTEST));
        }
    }

    private static String hex() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
