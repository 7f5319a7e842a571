package org.mfasender.platform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as sentences say them; members of answers have the ISO form. */
public final class PlainTime {

    private static final DateTimeFormatter DAY = formatter("d MMMM uuuu");
    private static final DateTimeFormatter MINUTE = formatter("d MMMM uuuu, HH:mm 'UTC'");

    private PlainTime() {}

    /** The day in UTC, e.g. {@code 8 December 2026}. */
    public static String day(Instant time) {
        return DAY.format(time);
    }

    /** The minute in UTC, e.g. {@code 8 December 2026, 14:05 UTC}. */
    public static String minute(Instant time) {
        return MINUTE.format(time);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
