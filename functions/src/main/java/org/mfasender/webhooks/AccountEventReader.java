package org.mfasender.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.mfasender.webhooks.events.AccountEvent;
import org.mfasender.webhooks.events.AccountEvent.Kind;

/**
 * Reads what webhooks say of templates, numbers and the account. Source: Meta, the references of the webhook fields that are named here,
 * and their sample payloads.
 */
final class AccountEventReader {

    private static final Pattern ID = Pattern.compile("[0-9]{1,32}");
    private static final Pattern WORD = Pattern.compile("[A-Z0-9_-]{1,64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    /** Noted by Meta's own pages, and by nothing here. */
    private static final Set<String> NOTED = Set.of(
            "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
            "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
            "VOLUME_BASED_PRICING_TIER_UPDATE");

    private static final Set<String> RESTRICTS_PASSCODES = Set.of("RESTRICTED_BIZ_INITIATED_MESSAGING");

    private final String account;
    private final Instant at;

    /**
     * A reader of one entry.
     *
     * @param now the time of an entry that names none
     */
    AccountEventReader(JsonNode entry, Instant now) {
        this.account = entry.path("id").asText();
        this.at = time(entry.path("time")).orElse(Instant.ofEpochSecond(now.getEpochSecond()));
    }

    /**
     * What a change says.
     *
     * @return none when it is known, and changes nothing here; empty when it is not known
     */
    Optional<List<AccountEvent>> read(String field, JsonNode value) {
        if (!ID.matcher(account).matches()) {
            return Optional.empty();
        }
        return switch (field) {
            case "message_template_status_update" -> templateStatus(value);
            case "message_template_quality_update" ->
                template(Kind.TEMPLATE_QUALITY, value, word(value, "new_quality_score"), null);
            case "template_category_update" ->
                template(Kind.TEMPLATE_CATEGORY, value, word(value, "new_category"), null);
            case "message_template_components_update", "phone_number_name_update" -> change(field);
            case "phone_number_quality_update" -> numberQuality(value);
            case "business_capability_update" -> limit(value);
            case "account_review_update" -> word(value, "decision").map(word -> one(Kind.ACCOUNT_REVIEW, word));
            case "account_update" -> word(value, "event").flatMap(event -> account(event, value));
            // Seen in the metric: nothing that is stored follows from them.
            case "security", "account_alerts" -> Optional.of(List.of());
            default -> Optional.empty();
        };
    }

    private Optional<List<AccountEvent>> templateStatus(JsonNode value) {
        String event = word(value, "event").orElse("");
        return switch (event) {
            case "APPROVED",
                    "REJECTED",
                    "PENDING",
                    "PAUSED",
                    "DISABLED",
                    "IN_APPEAL",
                    "LIMIT_EXCEEDED",
                    "PENDING_DELETION",
                    "DELETED",
                    "ARCHIVED" -> template(Kind.TEMPLATE_STATUS, value, Optional.of(event), reason(value));
            case "REINSTATED" -> template(Kind.TEMPLATE_STATUS, value, Optional.of("APPROVED"), null);
            case "FLAGGED", "LOCKED", "UNARCHIVED" -> change("template");
            default -> Optional.empty();
        };
    }

    private static @Nullable String reason(JsonNode value) {
        return word(value, "reason").filter(word -> !word.equals("NONE")).orElse(null);
    }

    private Optional<List<AccountEvent>> template(
            Kind kind, JsonNode value, Optional<String> word, @Nullable String reason) {
        String id = value.path("message_template_id").asText();
        return word.filter(any -> ID.matcher(id).matches())
                .map(known -> List.of(new AccountEvent(account, kind, id, known, reason, null, at)));
    }

    private Optional<List<AccountEvent>> numberQuality(JsonNode value) {
        return Optional.of(Stream.concat(
                        limit(value).stream().flatMap(List::stream),
                        change("number").stream().flatMap(List::stream))
                .toList());
    }

    /** A number, or a word: Meta has sent both. */
    private Optional<List<AccountEvent>> limit(JsonNode value) {
        JsonNode limit = value.path("max_daily_conversations_per_business");
        String word = limit.asText().toUpperCase(Locale.ROOT);
        if (limit.isInt()) {
            word = limit.intValue() < 0 ? "TIER_UNLIMITED" : "TIER_" + limit.intValue();
        }
        return WORD.matcher(word).matches() ? Optional.of(one(Kind.MESSAGING_LIMIT, word)) : Optional.empty();
    }

    private Optional<List<AccountEvent>> account(String event, JsonNode value) {
        return switch (event) {
            case "DISABLED_UPDATE" ->
                ban(word(value.path("ban_info"), "waba_ban_state").orElse(""));
            case "ACCOUNT_RESTRICTION" -> restriction(value.path("restriction_info"));
            case "ACCOUNT_DELETED" -> Optional.of(one(Kind.ACCOUNT_DELETION, event));
            case "ACCOUNT_OFFBOARDED", "ACCOUNT_RECONNECTED" -> Optional.of(one(Kind.ACCOUNT_CONNECTION, event));
            case "ACCOUNT_VIOLATION", "PARTNER_REMOVED", "PARTNER_APP_UNINSTALLED" -> change("account");
            default -> NOTED.contains(event) ? Optional.of(List.of()) : Optional.empty();
        };
    }

    private Optional<List<AccountEvent>> ban(String state) {
        return switch (state) {
            case "DISABLE", "REINSTATE" -> Optional.of(one(Kind.ACCOUNT_BAN, state));
            case "SCHEDULE_FOR_DISABLE" -> change("account");
            default -> Optional.empty();
        };
    }

    /** Of those that keep passcodes from being sent, the one that lasts longest. That another one is reported does not end these. */
    private Optional<List<AccountEvent>> restriction(JsonNode restrictions) {
        List<JsonNode> stopping = StreamSupport.stream(restrictions.spliterator(), false)
                .filter(each -> RESTRICTS_PASSCODES.contains(
                        each.path("restriction_type").asText()))
                .toList();
        if (stopping.isEmpty()) {
            return change("account");
        }
        List<Instant> ends = stopping.stream()
                .flatMap(each -> time(each.path("expiration")).stream())
                .sorted()
                .toList();
        return Optional.of(List.of(event(
                Kind.ACCOUNT_RESTRICTION,
                stopping.getFirst().path("restriction_type").asText(),
                ends.size() == stopping.size() ? ends.getLast() : null)));
    }

    private Optional<List<AccountEvent>> change(String subject) {
        return Optional.of(List.of(new AccountEvent(account, Kind.CHANGE, subject, "CHANGED", null, null, at)));
    }

    private List<AccountEvent> one(Kind kind, String word) {
        return List.of(event(kind, word, null));
    }

    private AccountEvent event(Kind kind, String word, @Nullable Instant until) {
        return new AccountEvent(account, kind, account, word, null, until, at);
    }

    private static Optional<String> word(JsonNode value, String member) {
        return Optional.of(value.path(member).asText())
                .filter(word -> WORD.matcher(word).matches());
    }

    /** A number, or a text with one. */
    private static Optional<Instant> time(JsonNode seconds) {
        try {
            return Optional.of(seconds.asText())
                    .filter(text -> SECONDS.matcher(text).matches())
                    .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
