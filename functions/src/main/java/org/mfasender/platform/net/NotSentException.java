package org.mfasender.platform.net;

import java.io.IOException;

/** There was no connection, so that nothing of a request was sent. */
public final class NotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean timeout;

    NotSentException(IOException cause, boolean timeout) {
        super("No connection", cause);
        this.timeout = timeout;
    }

    /** Whether the time was over. */
    public boolean isTimeout() {
        return timeout;
    }
}
