package org.mfasender.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds answers of the AWS JSON protocol. */
final class Answer {

    private Answer() {}

    static ObjectNode object() {
        return AwsJsonServer.JSON.createObjectNode();
    }

    /** A timestamp is a number: seconds since 1970 with milliseconds as fraction. */
    static ObjectNode time(ObjectNode answer, String member, @Nullable Instant instant) {
        if (instant != null) {
            answer.put(member, BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }
        return answer;
    }

    /** Absent if null. */
    static ObjectNode text(ObjectNode answer, String member, @Nullable String text) {
        if (text != null) {
            answer.put(member, text);
        }
        return answer;
    }

    static ObjectNode next(ObjectNode answer, String member, Page<?> page) {
        return text(answer, member, page.nextToken());
    }
}
