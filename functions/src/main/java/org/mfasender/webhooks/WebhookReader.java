package org.mfasender.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.messages.delivery.DeliveryStatus;
import org.mfasender.messages.delivery.DeliveryStatus.Pricing;
import org.mfasender.messages.delivery.MessageReference;
import org.mfasender.messages.delivery.MessageState;
import org.mfasender.messages.delivery.Refusal;
import org.mfasender.messages.delivery.RefusalCause;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.webhooks.Webhook.NotRequested;
import org.mfasender.webhooks.Webhook.Status;
import org.mfasender.webhooks.events.AccountEvent;

/**
 * Reads the body of a webhook. What is unknown is counted, and does not hinder the rest. Source: Meta, "messages" webhook reference, and
 * its sample payloads.
 */
final class WebhookReader {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final int LONGEST_WORD = 64;
    private static final String MESSAGES = "messages";

    private final Instant now;
    private final List<Status> statuses = new ArrayList<>();
    private final List<NotRequested> notRequested = new ArrayList<>();
    private final List<AccountEvent> events = new ArrayList<>();
    private int noted;
    private int foreign;
    private int unknown;

    private WebhookReader(Instant now) {
        this.now = now;
    }

    /**
     * Reads a body.
     *
     * @param now the time of a status that names none
     */
    static Webhook read(byte[] body, Instant now) throws MalformedWebhookException {
        JsonNode root = parse(body);
        if (!root.path("entry").isArray()) {
            throw new MalformedWebhookException("entry");
        }
        WebhookReader reader = new WebhookReader(now);
        root.path("entry").forEach(entry -> {
            AccountEventReader events = new AccountEventReader(entry, now);
            entry.path("changes").forEach(change -> reader.change(change, events));
        });
        return new Webhook(
                reader.statuses, reader.events, reader.noted, reader.notRequested, reader.foreign, reader.unknown);
    }

    private static JsonNode parse(byte[] body) throws MalformedWebhookException {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new MalformedWebhookException(
                    e.getLocation() == null
                            ? "its form"
                            : "byte " + e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(JsonNode change, AccountEventReader reader) {
        JsonNode value = change.path("value");
        String field = change.path("field").asText();
        if (!field.equals(MESSAGES)) {
            reader.read(field, value).ifPresentOrElse(this::take, () -> unknown++);
            return;
        }
        JsonNode reported = value.path("statuses");
        JsonNode received = value.path("messages");
        if (reported.isEmpty() && received.isEmpty()) {
            unknown++;
            return;
        }
        reported.forEach(this::status);
        received.forEach(this::message);
    }

    private void take(List<AccountEvent> read) {
        events.addAll(read);
        if (read.isEmpty()) {
            noted++;
        }
    }

    private void status(JsonNode status) {
        MessageState state = state(status.path("status").asText());
        MessageReference message = MessageReference.parse(
                        status.path("biz_opaque_callback_data").asText())
                .orElse(null);
        if (message == null) {
            foreign++;
        } else if (state == null) {
            unknown++;
        } else {
            statuses.add(new Status(
                    message.environmentId(),
                    message.id(),
                    new DeliveryStatus(state, time(status), refusal(state, status), pricing(status.path("pricing"))),
                    number(status.path("recipient_id"))));
        }
    }

    /** A button under the message: a beta of Meta's. */
    private void message(JsonNode message) {
        String wamid = message.at("/context/id").asText();
        if (message.at("/button/payload").asText().equals("DID_NOT_REQUEST_CODE") && !wamid.isEmpty()) {
            notRequested.add(new NotRequested(new Secret(wamid), number(message.path("from")), time(message)));
        } else {
            unknown++;
        }
    }

    private static @Nullable Secret number(JsonNode waId) {
        return DIGITS.matcher(waId.asText()).matches() ? new Secret(waId.asText()) : null;
    }

    private static @Nullable MessageState state(String word) {
        return switch (word) {
            case "sent" -> MessageState.SENT;
            case "delivered" -> MessageState.DELIVERED;
            case "read" -> MessageState.READ;
            case "failed" -> MessageState.FAILED;
            default -> null;
        };
    }

    private Instant time(JsonNode event) {
        String seconds = event.path("timestamp").asText();
        return SECONDS.matcher(seconds).matches() ? Instant.ofEpochSecond(Long.parseLong(seconds)) : now;
    }

    private static @Nullable Refusal refusal(MessageState state, JsonNode status) {
        if (state != MessageState.FAILED) {
            return null;
        }
        JsonNode code = status.at("/errors/0/code");
        if (!code.canConvertToInt()) {
            return new Refusal(RefusalCause.OTHER, null);
        }
        MetaError error = new MetaError(code.intValue(), null, null);
        return new Refusal(RefusalCause.of(error), error);
    }

    private static @Nullable Pricing pricing(JsonNode pricing) {
        if (!pricing.path("billable").isBoolean()) {
            return null;
        }
        String category = pricing.path("category").asText();
        return new Pricing(
                pricing.path("billable").booleanValue(),
                category.isEmpty() || category.length() > LONGEST_WORD ? null : category);
    }
}
