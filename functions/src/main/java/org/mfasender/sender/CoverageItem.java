package org.mfasender.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.Coverage;

/** How each purpose is served, as it is stored. A purpose of another release is none of its members: it is not even read. */
record CoverageItem(
        @JsonProperty("device_pairing") @Nullable String devicePairing,
        @JsonProperty("strong_authentication") @Nullable String strongAuthentication) {

    static CoverageItem of(Map<Purpose, Coverage> coverage) {
        return new CoverageItem(word(coverage, Purpose.DEVICE_PAIRING), word(coverage, Purpose.STRONG_AUTHENTICATION));
    }

    private static @Nullable String word(Map<Purpose, Coverage> coverage, Purpose purpose) {
        Coverage known = coverage.get(purpose);
        return known == null ? null : known.name();
    }

    /** A purpose that another release did not know is served by nothing. */
    Map<Purpose, Coverage> toCoverage() {
        Map<Purpose, Coverage> coverage = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            coverage.put(purpose, Coverage.of(Objects.requireNonNullElse(of(purpose), "")));
        }
        return coverage;
    }

    private @Nullable String of(Purpose purpose) {
        return switch (purpose) {
            case DEVICE_PAIRING -> devicePairing;
            case STRONG_AUTHENTICATION -> strongAuthentication;
        };
    }
}
