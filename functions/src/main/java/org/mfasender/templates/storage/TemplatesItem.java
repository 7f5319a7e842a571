package org.mfasender.templates.storage;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;

/**
 * What is wanted for each purpose, as it is stored in an account. What is wanted for a purpose of another release is none of its members:
 * it is not even read. One that was added since is null on older items.
 */
public record TemplatesItem(
        @JsonProperty("device_pairing") @Nullable TemplateOptionsItem devicePairing,
        @JsonProperty("strong_authentication") @Nullable TemplateOptionsItem strongAuthentication) {

    public static TemplatesItem of(Map<Purpose, TemplateOptions> wanted) {
        return new TemplatesItem(item(wanted, Purpose.DEVICE_PAIRING), item(wanted, Purpose.STRONG_AUTHENTICATION));
    }

    private static @Nullable TemplateOptionsItem item(Map<Purpose, TemplateOptions> wanted, Purpose purpose) {
        TemplateOptions options = wanted.get(purpose);
        return options == null ? null : TemplateOptionsItem.of(options);
    }

    /** The options of every purpose. One that is not stored is wanted as the first that is: a request names the same locales for all. */
    public Map<Purpose, TemplateOptions> toOptions() {
        TemplateOptionsItem first = Stream.of(Purpose.values())
                .flatMap(purpose -> Stream.ofNullable(of(purpose)))
                .findFirst()
                .orElseThrow();
        Map<Purpose, TemplateOptions> wanted = new EnumMap<>(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            wanted.put(purpose, Objects.requireNonNullElse(of(purpose), first).toOptions());
        }
        return wanted;
    }

    private @Nullable TemplateOptionsItem of(Purpose purpose) {
        return switch (purpose) {
            case DEVICE_PAIRING -> devicePairing;
            case STRONG_AUTHENTICATION -> strongAuthentication;
        };
    }
}
