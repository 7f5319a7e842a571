package org.mfasender.platform.http;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;

/** Turns a failure at Meta into the answer for a client that waits. */
public final class MetaAnswers {

    private final Duration throttleWait;

    /** @param throttleWait how long to wait when Meta limits the rate and names no time */
    public MetaAnswers(Duration throttleWait) {
        this.throttleWait = throttleWait;
    }

    /**
     * Asks.
     *
     * @throws ApiException 429 when Meta limits the rate, 409 when it refuses the credentials, 503 when it does not answer properly
     */
    public <T> T to(Supplier<T> question) {
        try {
            return question.get();
        } catch (GraphException e) {
            throw unanswered(e.failure());
        }
    }

    /** The answer to a client when Meta failed so. */
    public ApiException unanswered(GraphFailure failure) {
        return switch (failure.kind()) {
            case WAIT -> ApiException.limited(Objects.requireNonNullElse(failure.regainAccess(), throttleWait));
            case FIX -> ApiException.credentialsRefused(failure.details());
            case RETRY, BUG -> ApiException.metaFailed(failure.details());
        };
    }
}
