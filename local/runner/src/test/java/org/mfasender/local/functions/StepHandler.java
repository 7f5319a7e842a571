package org.mfasender.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Does what its request says, for tests. */
public class StepHandler implements RequestStreamHandler {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> environment;

    /** As Lambda does. */
    public StepHandler() {
        this(System.getenv());
    }

    /** With variables of the caller's. */
    public StepHandler(Map<String, String> environment) {
        this.environment = environment;
    }

    private record Answer(String status, Map<String, String> environment, int remainingMillis) {}

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JsonNode request = JSON.readTree(in);
        String action = request.path("action").asText();
        switch (action) {
            case "fail" -> throw new IllegalStateException("told to");
            case "fail silently" -> throw new UnsupportedOperationException();
            case "hang" -> hang();
            case "print" -> System.out.println("printed for " + context.getAwsRequestId());
            default -> context.getLogger().log("did " + action);
        }
        JSON.writeValue(out, new Answer(action, environment, context.getRemainingTimeInMillis()));
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Copies streams. */
    public static final class Copying implements RequestStreamHandler {
        /** As Lambda does. */
        public Copying() {
            this(Map.of());
        }

        /** With variables of the caller's. */
        public Copying(Map<String, String> environment) {
            if (environment.containsKey("BROKEN")) {
                throw new IllegalStateException("no use");
            }
        }

        @Override
        public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
            input.transferTo(output);
        }
    }

    /** Lacks the constructor of the map. */
    public static final class Inflexible extends StepHandler {
        /** As Lambda does. */
        public Inflexible() {}
    }
}
