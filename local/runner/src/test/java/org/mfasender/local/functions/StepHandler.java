package org.mfasender.local.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A handler with types of its own, for tests: does what its request says. */
public class StepHandler implements RequestHandler<Map<String, String>, StepHandler.Answer> {
    private final Map<String, String> environment;

    /** As Lambda does. */
    public StepHandler() {
        this(System.getenv());
    }

    /** With variables of the caller's. */
    public StepHandler(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Written by its getters, as Lambda's serialisation does with a bean. */
    public record Answer(String status, Map<String, String> environment, int remainingMillis) {
        public String getStatus() {
            return status;
        }

        public Map<String, String> getEnvironment() {
            return environment;
        }

        public int getRemainingMillis() {
            return remainingMillis;
        }
    }

    @Override
    public Answer handleRequest(Map<String, String> request, Context context) {
        String action = request.getOrDefault("action", "");
        switch (action) {
            case "fail" -> throw new IllegalStateException("told to");
            case "fail silently" -> throw new UnsupportedOperationException();
            case "hang" -> hang();
            case "print" -> System.out.println("printed for " + context.getAwsRequestId());
            default -> context.getLogger().log("did " + action);
        }
        return new Answer(action, environment, context.getRemainingTimeInMillis());
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
