package org.mfasender.cognito;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.functions.Components;
import org.mfasender.platform.config.Configuration;
import org.mfasender.platform.observe.CodeOutcome;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;

/**
 * {@code cognito}: the custom SMS sender of a user pool. Cognito calls it asynchronously and ignores the answer; a failure makes Lambda try
 * again.
 */
public final class CognitoHandler implements RequestStreamHandler {

    private final @Nullable CodeSender sender;

    public CognitoHandler() {
        this(Configuration.ofProcess());
    }

    public CognitoHandler(Map<String, String> variables) {
        Observation.prepare();
        Components components = new Components(variables);
        this.sender = components
                .configuration()
                .cognito()
                .map(settings -> CodeSenders.of(settings, components))
                .orElse(null);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Observation observation = Observation.begin(getClass(), context);
        try {
            Ending ending = observation.counting(() -> send(in, observation));
            observation.codeEnded(ending.outcome(), ending.cause());
            observation.ended(null);
        } catch (TryAgainException e) {
            observation.codeEnded(CodeOutcome.RETRIED, e.why());
            observation.retried();
            throw e;
        } catch (RuntimeException e) {
            // Of AWS: its message may repeat what was sent.
            observation.codeEnded(CodeOutcome.RETRIED, "UNEXPECTED");
            observation.ended(e);
            throw new TryAgainException("UNEXPECTED");
        }
        out.write("{}".getBytes(StandardCharsets.UTF_8));
    }

    private Ending send(InputStream in, Observation observation) {
        try {
            CodeEvent event = CodeEventReader.read(in);
            observation.with(Field.TRIGGER, event.trigger());
            if (sender == null) {
                throw new FaultException(Fault.NOT_CONFIGURED);
            }
            observation.with(Field.ENVIRONMENT_ID, sender.environment());
            return sender.send(event);
        } catch (FaultException e) {
            return Ending.failed(CodeOutcome.INVALID, e.fault().name());
        }
    }
}
