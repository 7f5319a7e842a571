package org.mfasender.sender;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.sender.template.Purpose;
import org.mfasender.sender.template.TemplateOptions;
import org.mfasender.sender.template.TemplateOptionsChange;

/**
 * What an administrator asks for with a {@code PUT}, well formed by itself.
 *
 * @param credentials null to keep the stored ones
 * @param choice null to select no number
 * @param templates what changes about the templates that are wanted; a purpose that is left out keeps the account's options, or
 *     takes the deployment's
 * @param acceptExpiringToken null to keep the account's choice, which is not to
 * @param idempotencyKey of the request, if it had one
 */
public record SenderRequest(
        String whatsAppAccountBusinessId,
        String appId,
        @Nullable Credentials credentials,
        @Nullable NumberChoice choice,
        Map<Purpose, TemplateOptionsChange> templates,
        @Nullable Boolean acceptExpiringToken,
        @Nullable String idempotencyKey) {

    /** The options with what this request changes. */
    public Map<Purpose, TemplateOptions> applyTo(Map<Purpose, TemplateOptions> options) {
        Map<Purpose, TemplateOptions> changed = new EnumMap<>(options);
        changed.replaceAll((purpose, current) -> change(purpose).applyTo(current));
        return changed;
    }

    /** What is wrong with the changes once they are applied. */
    public List<Violation> violations(Map<Purpose, TemplateOptions> options) {
        return options.entrySet().stream()
                .filter(entry -> change(entry.getKey()).outlivesCode(entry.getValue()))
                .map(entry -> new Violation(
                        "OUT_OF_RANGE",
                        "templates." + entry.getKey() + ".messageSendTtlSeconds",
                        "A message must not be on its way for longer than its code is valid: shorten this, or raise"
                                + " codeExpirationMinutes."))
                .toList();
    }

    private TemplateOptionsChange change(Purpose purpose) {
        return templates.getOrDefault(purpose, TemplateOptionsChange.NONE);
    }
}
