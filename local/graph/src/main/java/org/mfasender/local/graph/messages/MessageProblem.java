package org.mfasender.local.graph.messages;

import java.util.Arrays;
import java.util.Optional;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.world.Json;

/** Why a message is not sent or not delivered. Source: Meta, "Error codes" of the Cloud API. */
public enum MessageProblem {
    /** More messages a second than the number's throughput allows. */
    THROUGHPUT(130429, 400, "Rate limit hit"),
    /** The recipient is in one of Meta's experiments; marketing only. */
    EXPERIMENT(130472, 400, "User's number is part of an experiment", true),
    /** Messages to the recipient's country are not allowed. */
    COUNTRY(130497, 403, "Business account is restricted from messaging users in this country.", true),
    /** Meta does not say why. */
    UNKNOWN(131000, 500, "Something went wrong"),
    /** A parameter is missing. */
    MISSING_PARAMETER(131008, 400, "Required parameter is missing"),
    /** A parameter has a value that it cannot have. */
    INVALID_PARAMETER(131009, 400, "Parameter value is not valid"),
    /** Meta's service is down. */
    SERVICE_UNAVAILABLE(131016, 500, "Service unavailable"),
    /** A message to the number that sends it. */
    RECIPIENT_IS_SENDER(131021, 400, "Recipient cannot be sender"),
    /** No WhatsApp, an old client, or terms that were not accepted. */
    UNDELIVERABLE(131026, 400, "Message undeliverable", true),
    /** A test number reaches five numbers only. */
    RECIPIENT_NOT_ALLOWED(131030, 400, "Recipient phone number not in allowed list"),
    /** Meta locked the account. */
    ACCOUNT_LOCKED(131031, 403, "Business Account locked"),
    /** No payment method, or something else that keeps Meta from charging. */
    PAYMENT(131042, 400, "Business eligibility payment issue", true),
    /** Too many recipients blocked or reported the number. */
    SPAM(131048, 400, "Spam rate limit hit"),
    /** The recipient gets enough messages; marketing only. */
    ECOSYSTEM(131049, 400, "This message was not delivered to maintain healthy ecosystem engagement.", true),
    /** Media could not be uploaded. */
    MEDIA_UPLOAD(131053, 400, "Media upload error", true),
    /** Too many messages from one number to one recipient. */
    PAIR_LIMIT(131056, 400, "(Business Account, Consumer Account) pair rate limit hit"),
    /** The account is being changed, such as to a higher throughput. */
    MAINTENANCE(131057, 500, "Account in maintenance mode"),
    /** Authentication messages need a phone number. */
    USER_ID_NOT_SUPPORTED(
            131062, 400, "Business-scoped User ID (BSUID) recipients are not supported for this message."),
    /** The template has another number of parameters. */
    PARAMETER_COUNT(132000, 400, "Number of parameters does not match the expected number of params"),
    /** No such template in this language, or none that is approved. */
    NO_TEMPLATE(132001, 404, "Template name does not exist in the translation"),
    /** The text with its parameters is too long. */
    TEXT_TOO_LONG(132005, 400, "Translated text too long"),
    /** A parameter is of another kind than the template's. */
    PARAMETER_FORMAT(132012, 400, "Parameter format does not match format in the created template"),
    /** The template is paused for low quality. */
    TEMPLATE_PAUSED(132015, 400, "Template is paused"),
    /** The template was paused too often. */
    TEMPLATE_DISABLED(132016, 400, "Template is disabled"),
    /** The text of a parameter has line breaks, tabs or more than four spaces in a row. */
    PARAMETER_TEXT(132018, 400, "There is an issue with the parameters in your template"),
    /** The number is not registered with the Cloud API. */
    NOT_REGISTERED(133010, 400, "Account not registered"),
    /** The recipient's identity is another one than the sender expects. Source: Meta, "Identity change check". */
    IDENTITY_CHANGED(137000, 400, "Recipient identity key hash mismatch", true);

    private final int code;
    private final int status;
    private final String title;
    private final boolean later;

    MessageProblem(int code, int status, String title) {
        this(code, status, title, false);
    }

    MessageProblem(int code, int status, String title, boolean later) {
        this.code = code;
        this.status = status;
        this.title = title;
        this.later = later;
    }

    /** The problem with a code. */
    public static Optional<MessageProblem> of(int code) {
        return Arrays.stream(values()).filter(problem -> problem.code == code).findFirst();
    }

    /** Meta's code. */
    public int code() {
        return code;
    }

    /** What Meta calls it. */
    public String title() {
        return title;
    }

    /** Whether Meta finds it only while it delivers: the message is accepted, and a webhook reports that it failed. */
    boolean isFoundLater() {
        return later;
    }

    /** The answer to a message with this problem. */
    GraphException error(String details) {
        return new GraphException(status, "OAuthException", code, "(#" + code + ") " + title)
                .with("error_data", Json.object("messaging_product", "whatsapp").put("details", details));
    }
}
