package org.mfasender.local.graph.protocol;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The versions of the Graph API and when they end. */
public final class ApiVersions {
    private static final Pattern SHAPE = Pattern.compile("v\\d+\\.\\d+");

    /** Oldest first. Source: Meta, "Graph API changelog". */
    private static final List<Version> KNOWN = List.of(
            new Version("v19.0", LocalDate.of(2024, 1, 23), LocalDate.of(2026, 5, 21)),
            new Version("v20.0", LocalDate.of(2024, 5, 21), LocalDate.of(2026, 9, 24)),
            new Version("v21.0", LocalDate.of(2024, 10, 2), LocalDate.of(2027, 1, 21)),
            new Version("v22.0", LocalDate.of(2025, 1, 21), LocalDate.of(2027, 5, 20)),
            new Version("v23.0", LocalDate.of(2025, 5, 29), LocalDate.of(2027, 10, 8)),
            new Version("v24.0", LocalDate.of(2025, 10, 8), LocalDate.of(2028, 2, 18)),
            new Version("v25.0", LocalDate.of(2026, 2, 18), LocalDate.of(2028, 7, 29)),
            new Version("v26.0", LocalDate.of(2026, 7, 29), null),
            new Version("v27.0", LocalDate.of(2026, 11, 4), null));

    private record Version(
            String name, LocalDate release, @Nullable LocalDate end) {
        boolean isReleasedAt(Instant now) {
            return !now.isBefore(start(release));
        }

        boolean isSupportedAt(Instant now) {
            return end == null || now.isBefore(start(end));
        }

        private static Instant start(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    private ApiVersions() {}

    /** Whether a path segment has the form of a version. */
    public static boolean looksLikeVersion(String segment) {
        return SHAPE.matcher(segment).matches();
    }

    /** The version that serves a call for {@code version}: itself, or the oldest supported one; empty when unknown. */
    public static Optional<String> serving(String version, Instant now) {
        return KNOWN.stream()
                .filter(known -> known.name().equals(version) && known.isReleasedAt(now))
                .findFirst()
                .map(known -> known.isSupportedAt(now) ? known.name() : oldestSupported(now));
    }

    /** The version that serves a call without one. */
    public static String newest(Instant now) {
        return KNOWN.reversed().stream()
                .filter(version -> version.isReleasedAt(now))
                .findFirst()
                .orElse(KNOWN.getFirst())
                .name();
    }

    private static String oldestSupported(Instant now) {
        return KNOWN.stream()
                .filter(version -> version.isSupportedAt(now))
                .findFirst()
                .map(Version::name)
                .orElse(newest(now));
    }
}
