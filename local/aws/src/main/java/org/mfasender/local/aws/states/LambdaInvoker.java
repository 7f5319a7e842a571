package org.mfasender.local.aws.states;

/** Calls a Lambda function synchronously. */
@FunctionalInterface
public interface LambdaInvoker {

    /**
     * Calls the function and waits for its result.
     *
     * @param function name, partial or full ARN
     * @param payload JSON
     * @return JSON
     */
    byte[] invoke(String function, byte[] payload) throws FunctionError, InterruptedException;
}
