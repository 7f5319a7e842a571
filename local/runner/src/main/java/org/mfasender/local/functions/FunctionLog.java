package org.mfasender.local.functions;

/** Receives what functions log. */
@FunctionalInterface
public interface FunctionLog {
    /**
     * Takes one message; called from many threads.
     *
     * @param function logical id
     * @param requestId of the invocation
     * @param message as given to Lambda's logger
     */
    void write(String function, String requestId, String message);
}
