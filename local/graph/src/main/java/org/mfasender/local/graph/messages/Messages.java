package org.mfasender.local.graph.messages;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** Sends template messages: checks them as Meta does, and keeps what was accepted. */
public final class Messages {
    /** How long a new template may be unknown to senders, where that is switched on. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private final World world;
    private final Outbox outbox = new Outbox();
    private final Recipients recipients = new Recipients();
    private final SendLimits limits = new SendLimits();

    /** Nothing was sent yet. */
    public Messages(World world) {
        this.world = world;
    }

    /** What was accepted. */
    public Outbox outbox() {
        return outbox;
    }

    /** What is special about recipients. */
    public Recipients recipients() {
        return recipients;
    }

    /** Forgets messages, recipients and limits. */
    public void clear() {
        outbox.clear();
        recipients.clear();
        limits.clear();
    }

    /**
     * Accepts a message from a number. In which order Meta checks is not documented.
     *
     * @throws org.mfasender.local.graph.protocol.GraphException when Meta would refuse it
     */
    public SentMessage send(PhoneNumber number, Params params) {
        Instant now = world.now();
        MessageRequest request = MessageRequest.of(params);
        Waba waba = world.waba(number.wabaId());
        checkSender(number, waba);
        String waId = request.waId(
                world.behaves(Behaviour.NUMBER_WITHOUT_PLUS_IS_NATIONAL) ? number.text("country_dial_code") : "");
        checkRecipient(number, waId);
        Template template = template(waba, request, now);
        if (template.content() != null) {
            new PasscodeParameters(world, request.components()).check();
        }
        checkLimits(number, waId, now);
        MessageProblem failure = failure(waba, waId, request);
        if (failure != null && (!failure.isFoundLater() || world.behaves(Behaviour.DELIVERY_PROBLEMS_ARE_ANSWERED))) {
            throw failure.error(failure.title());
        }
        SentMessage message = new SentMessage(
                MessageIds.next(waId),
                waba.id(),
                number.id(),
                waId,
                template.name(),
                template.language(),
                template.category(),
                now,
                request.callbackData(),
                failure);
        outbox.add(message);
        return message;
    }

    private static void checkSender(PhoneNumber number, Waba waba) {
        if (number.text("status").equals("BANNED")
                || waba.text("account_review_status").equals("REJECTED")) {
            throw MessageProblem.ACCOUNT_LOCKED.error("The account is restricted or disabled");
        }
        if (!number.text("platform_type").equals("CLOUD_API")
                || !number.text("status").equals("CONNECTED")) {
            throw MessageProblem.NOT_REGISTERED.error("The phone number is not registered with the Cloud API");
        }
    }

    private void checkRecipient(PhoneNumber number, String waId) {
        if (number.text("display_phone_number").replaceAll("\\D", "").equals(waId)) {
            throw MessageProblem.RECIPIENT_IS_SENDER.error("The recipient is the sender");
        }
        if (number.text("account_mode").equals("SANDBOX") && !recipients.isAllowed(number.wabaId(), waId)) {
            throw MessageProblem.RECIPIENT_NOT_ALLOWED.error("Add the recipient to the list of allowed numbers");
        }
    }

    private Template template(Waba waba, MessageRequest request, Instant now) {
        Optional<Template> found = waba.templates().find(request.template(), request.language());
        String status = found.map(template -> template.status(now)).orElse("");
        if (status.equals("PAUSED")) {
            throw MessageProblem.TEMPLATE_PAUSED.error("The template is paused due to low quality");
        }
        if (status.equals("DISABLED")) {
            throw MessageProblem.TEMPLATE_DISABLED.error("The template is disabled due to low quality");
        }
        return found.filter(template -> status.equals("APPROVED") && !isTooNew(template, now))
                .orElseThrow(() -> MessageProblem.NO_TEMPLATE.error(
                        "template name (" + request.template() + ") does not exist in " + request.language()));
    }

    private boolean isTooNew(Template template, Instant now) {
        return world.behaves(Behaviour.NEW_TEMPLATES_ARE_SENT_LATER)
                && now.isBefore(template.life().createdAt().plus(NEW));
    }

    private void checkLimits(PhoneNumber number, String waId, Instant now) {
        if (!limits.takeThroughput(number, now)) {
            throw MessageProblem.THROUGHPUT.error("Message failed to send because there were too many messages sent"
                    + " from this phone number in a short period of time");
        }
        if (!limits.takePair(number.id(), waId, !world.behaves(Behaviour.PAIR_LIMIT_HAS_NO_BURST), now)) {
            throw MessageProblem.PAIR_LIMIT.error("Message failed to send because there were too many messages sent"
                    + " from this phone number to the same phone number in a short period of time");
        }
    }

    private @Nullable MessageProblem failure(Waba waba, String waId, MessageRequest request) {
        boolean blocked = world.health(waba.id()).canSendMessage().equals("BLOCKED");
        if (blocked && world.behaves(Behaviour.BLOCKED_ACCOUNT_IS_CODE_2)) {
            throw GraphErrors.temporarilyFailing();
        }
        boolean unpaid = blocked || waba.text("primary_funding_id").isEmpty();
        boolean changed = request.identityKeyHash() != null
                && !recipients.hasIdentity(waba.id(), waId, request.identityKeyHash());
        MessageProblem own = changed ? MessageProblem.IDENTITY_CHANGED : unpaid ? MessageProblem.PAYMENT : null;
        return recipients.take(waba.id(), waId).orElse(own);
    }
}
