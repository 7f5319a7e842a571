package org.mfasender.messages;

import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.mfasender.AwsServices;
import org.mfasender.Fixtures;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.RecipientReader;
import org.mfasender.messages.recipients.UnreadableRecipientException;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.platform.secrets.StackSecret;
import org.mfasender.sender.SendProjection.Via;
import org.mfasender.sender.SendingNumber;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.ServingContent;
import org.mfasender.templates.bindings.ServingContent.Match;
import org.mfasender.templates.bindings.UsableContent;

/** Messages of one passcode to one recipient. */
final class Drafts {

    private final EnvironmentKeys keys;

    /** Makes the secret of which the keys are. */
    Drafts(AwsServices aws) {
        aws.secretsManager().createSecret(request -> request.name("hashes").secretString("simulated"));
        this.keys = new EnvironmentKeys(new StackSecret(aws.secretsManager(), "hashes"));
    }

    EnvironmentKeys keys() {
        return keys;
    }

    Draft draft(Instant now, SendingNumber... numbers) throws UnreadableRecipientException {
        Via via = new Via(
                Fixtures.WABA,
                Fixtures.APP,
                Fixtures.SECRET,
                Fixtures.version(1),
                numbers[0].id(),
                List.of(numbers),
                null,
                null,
                false);
        UsableContent content = new UsableContent(
                UUID.randomUUID(),
                Purpose.STRONG_AUTHENTICATION,
                "en",
                null,
                false,
                NOW,
                "400",
                "mfa_strong_authentication_v1",
                "en",
                true,
                300);
        return Draft.of(
                ENVIRONMENT,
                via,
                new RecipientReader().read("+43 660 5550123"),
                new ServingContent(content, Match.EXACT),
                new MessageRequest(
                        Purpose.STRONG_AUTHENTICATION,
                        new Secret("+43 660 5550123"),
                        new Secret("493027"),
                        false,
                        "en",
                        null,
                        null,
                        null,
                        null),
                keys.of(ENVIRONMENT),
                now);
    }
}
