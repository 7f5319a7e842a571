package org.mfasender.messages.limits;

import java.time.Instant;
import org.mfasender.messages.recipients.EnvironmentKeys;
import org.mfasender.messages.recipients.Recipient;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** How many messages are sent. Counters are in the table of messages. */
public final class Limits {

    /** @param table name of the table of messages */
    public Limits(DynamoDbClient dynamoDb, String table, EnvironmentKeys keys) {}

    /**
     * Counts a message, unless a limit is reached.
     *
     * @param recipientHash by {@link org.mfasender.messages.recipients.EnvironmentKey#hash(Recipient)}
     */
    public Admission admit(
            EnvironmentId environment, Purpose purpose, Recipient recipient, String recipientHash, Instant now) {
        return new Admission.Admitted();
    }
}
