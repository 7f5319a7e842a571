package org.mfasender.platform.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/** {@code POST /{phone number ID}/messages}: the one call that must not be made twice. */
public final class GraphMessages {

    /** A person waits, and a second attempt may follow. */
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** With less, a second connection would not come about. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private static final int FIRST_SERVER_ERROR = 500;
    private static final int FIRST_CODE_OF_WHATSAPP = 130_000;
    private static final int UNKNOWN_FAILURE = 131_000;
    private static final Integer NUMBER_IN_MAINTENANCE = 2_494_100;

    private final GraphTransport transport;

    private GraphMessages(GraphTransport transport) {
        this.transport = transport;
    }

    /**
     * The call with connections of its own, so that a function that only sends makes no others.
     *
     * @param base e.g. {@code https://graph.facebook.com}, without a path
     * @param version e.g. {@code v26.0}
     */
    public static GraphMessages connect(URI base, String version) {
        return new GraphMessages(new GraphTransport(CONNECT, base, version));
    }

    /**
     * Sends a passcode once. Only what was never connected is tried again, once: nothing of it was written.
     *
     * @param phoneNumberId Meta's ID of the number to send from
     * @param budget for everything
     */
    public SendOutcome send(AccessToken token, String phoneNumberId, OutgoingPasscode passcode, Duration budget) {
        long begin = System.nanoTime();
        try {
            return attempt(token, phoneNumberId, passcode, budget);
        } catch (GraphException e) {
            Duration left = budget.minusNanos(System.nanoTime() - begin);
            return e.mayHaveArrived() || left.compareTo(LEAST) < 0
                    ? ended(e)
                    : again(token, phoneNumberId, passcode, left);
        }
    }

    private SendOutcome again(AccessToken token, String phoneNumberId, OutgoingPasscode passcode, Duration budget) {
        try {
            return attempt(token, phoneNumberId, passcode, budget);
        } catch (GraphException e) {
            return ended(e);
        }
    }

    private SendOutcome attempt(AccessToken token, String phoneNumberId, OutgoingPasscode passcode, Duration budget) {
        String path = "/" + phoneNumberId + "/messages";
        JsonNode answer = transport.post(token, path, passcode.body(), budget);
        String wamid = Members.text(answer.path("messages").path(0), "id");
        if (wamid == null) {
            throw GraphTransport.malformed("POST", path);
        }
        return new SendOutcome.Accepted(wamid);
    }

    private static SendOutcome ended(GraphException e) {
        GraphFailure failure = e.failure();
        return !e.mayHaveArrived() || saysThatNothingWasSent(failure)
                ? new SendOutcome.Refused(failure)
                : new SendOutcome.Unknown(failure);
    }

    /**
     * A gateway's page says nothing about what is behind it, and neither does an error that names no reason, with whatever HTTP status: it
     * may have come after the message was taken. WhatsApp's own codes are answers about the message, apart from 131000, an unknown failure.
     * Source: Meta, "Error codes".
     */
    private static boolean saysThatNothingWasSent(GraphFailure failure) {
        Integer code = failure.code();
        if (code == null || code == UNKNOWN_FAILURE) {
            return false;
        }
        if (code >= FIRST_CODE_OF_WHATSAPP || Objects.equals(failure.subcode(), NUMBER_IN_MAINTENANCE)) {
            return true;
        }
        return switch (failure.cause()) {
            case TEMPORARY, TOO_MUCH_DATA -> false;
            case UNKNOWN -> failure.httpStatus() < FIRST_SERVER_ERROR;
            default -> true;
        };
    }
}
