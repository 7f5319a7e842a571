package org.mfasender.messages.delivery;

import static org.mfasender.Fixtures.NOW;

import java.time.Duration;
import java.util.UUID;
import org.mfasender.messages.delivery.Message.Addressee;
import org.mfasender.messages.delivery.Message.Content;
import org.mfasender.messages.delivery.Message.Sending;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent.Match;

/** How a message was sent, for tests to which the details do not matter. */
public final class Sendings {

    private Sendings() {}

    /** To Austria, for strong authentication, with five minutes to live. */
    public static Sending sending() {
        return new Sending(
                Purpose.STRONG_AUTHENTICATION,
                new Content(new UUID(0, 1), "de", null, "400", "mfa_strong_authentication_v1", "de"),
                Match.LANGUAGE,
                "1001",
                new Addressee("aa", "AT", "bb", "0123"),
                NOW,
                Duration.ofMinutes(5),
                "order 7");
    }
}
