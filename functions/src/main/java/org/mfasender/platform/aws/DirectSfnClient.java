package org.mfasender.platform.aws;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/** The operations of Step Functions that the functions use; any other throws {@link UnsupportedOperationException}, as the SDK's interface says. */
record DirectSfnClient(JsonCalls calls) implements SfnClient {

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        return calls.call("StartExecution", request, StartExecutionResponse.builder());
    }

    @Override
    public StopExecutionResponse stopExecution(StopExecutionRequest request) {
        return calls.call("StopExecution", request, StopExecutionResponse.builder());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Nothing: connections close by themselves. */
    @Override
    public void close() {}
}
