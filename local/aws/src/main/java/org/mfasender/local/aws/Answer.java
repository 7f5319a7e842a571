package org.mfasender.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How answers of the AWS JSON protocol are put together. */
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

    static ObjectNode next(ObjectNode answer, String member, Page<?> page) {
        if (page.nextToken() != null) {
            answer.put(member, page.nextToken());
        }
        return answer;
    }
}
