package org.mfasender.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Starts other handlers in one JVM, as the runtime interface client starts one, so that one AOT cache is made of what all of them load. A
 * request is the handler's name, a line feed, and its event.
 */
public final class TrainingHandler implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        byte[] request = in.readAllBytes();
        int end = 0;
        while (request[end] != '\n') {
            end++;
        }
        InvocationRequest invocation = new InvocationRequest();
        invocation.setId(context.getAwsRequestId());
        invocation.setInvokedFunctionArn(context.getInvokedFunctionArn());
        invocation.setDeadlineTimeInMs(System.currentTimeMillis() + context.getRemainingTimeInMillis());
        invocation.setContent(Arrays.copyOfRange(request, end + 1, request.length));
        String handler = new String(request, 0, end, StandardCharsets.UTF_8);
        try {
            HandlerInfo loaded = HandlerInfo.fromString(handler, getClass().getClassLoader());
            EventHandlerLoader.loadEventHandler(loaded).call(invocation).writeTo(out);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(handler, e);
        }
    }
}
