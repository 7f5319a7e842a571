package org.mfasender.platform;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a caller prefers, in the words of RFC 7240. */
public final class Preferences {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?:$|[,;\\s])", Pattern.CASE_INSENSITIVE);
    private static final Pattern RESPOND_ASYNC =
            Pattern.compile("(?:^|[,;\\s])respond-async(?:$|[,;\\s])", Pattern.CASE_INSENSITIVE);

    private final String text;

    private Preferences(String text) {
        this.text = text;
    }

    /** Reads {@code Prefer} of a request, which may have none. */
    public static Preferences of(Optional<String> prefer) {
        return new Preferences(prefer.orElse(""));
    }

    /** {@code wait=N}: how many seconds to wait for what the request is about; empty when the caller does not say. */
    public OptionalInt waitSeconds() {
        Matcher wait = WAIT.matcher(text);
        return wait.find() ? OptionalInt.of(Integer.parseInt(wait.group(1))) : OptionalInt.empty();
    }

    /** {@code respond-async}: not to wait at all. */
    public boolean respondAsync() {
        return RESPOND_ASYNC.matcher(text).find();
    }
}
