package org.mfasender.checks;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IDs at Meta for the links of an answer, as far as they are known. What is not a number is left out: links hold nothing else.
 *
 * @param portfolioId the business portfolio that owns the WhatsApp Business Account
 */
public record MetaIds(
        @Nullable String appId,
        @Nullable String wabaId,
        @Nullable String portfolioId) {

    public static final MetaIds NONE = new MetaIds(null, null, null);

    private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

    public MetaIds {
        appId = numeric(appId);
        wabaId = numeric(wabaId);
        portfolioId = numeric(portfolioId);
    }

    public static MetaIds of(@Nullable String appId, @Nullable String wabaId) {
        return new MetaIds(appId, wabaId, null);
    }

    private static @Nullable String numeric(@Nullable String id) {
        return id != null && ID.matcher(id).matches() ? id : null;
    }
}
