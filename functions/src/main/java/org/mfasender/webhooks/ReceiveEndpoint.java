package org.mfasender.webhooks;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.observe.WebhookOutcome;

/**
 * {@code POST /v1/webhooks/{appId}}: Meta reports what became of messages. Its own redelivery is the queue: whatever is not answered with
 * 200 comes again, for up to seven days.
 */
public final class ReceiveEndpoint {

    /** Source: Meta, "Create a webhook endpoint". */
    private static final int LARGEST = 3 * 1024 * 1024;

    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final Pattern APP_ID = Pattern.compile("[0-9]{1,32}");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(60);
    private static final HttpResponse RECEIVED = new HttpResponse(200, null, Map.of());

    private final Keyring keyring;
    private final WebhookRecorder recorder;
    private final Clock clock;

    public ReceiveEndpoint(Keyring keyring, WebhookRecorder recorder, Clock clock) {
        this.keyring = keyring;
        this.recorder = recorder;
        this.clock = clock;
    }

    public HttpResponse receive(HttpRequest request) {
        byte[] body = request.body();
        if (body.length > LARGEST) {
            throw refused(
                    WebhookOutcome.TOO_LARGE,
                    ApiException.invalidRequest(
                            413,
                            new Violation(
                                    Violation.Code.SIZE_LIMIT_EXCEEDED, "body", "The body is larger than 3 MB.")));
        }
        String appId = request.pathVariable("appId");
        Signers signers = APP_ID.matcher(appId).matches() ? signers(appId, body, request) : null;
        if (signers == null) {
            throw refused(WebhookOutcome.UNKNOWN_APP, ApiException.notFound("No account uses an app with this ID."));
        }
        Observation.current()
                .ifPresent(observation ->
                        observation.webhookSecretsLost(signers.lost().size()));
        if (signers.areUndecided()) {
            throw undecided();
        }
        if (signers.areNone()) {
            throw refused(
                    WebhookOutcome.WRONG_SIGNATURE,
                    ApiException.invalidRequest(
                            401,
                            Violation.invalid(
                                    SIGNATURE, "The signature is missing, or not made with the App Secret.")));
        }
        return record(appId, body, signers);
    }

    private @Nullable Signers signers(String appId, byte[] body, HttpRequest request) {
        return keyring.signers(
                appId, body, request.header(SIGNATURE).flatMap(Signature::read).orElse(null));
    }

    private HttpResponse record(String appId, byte[] body, Signers signers) {
        try {
            Webhook webhook = WebhookReader.read(body, clock.now());
            record(webhook, signers);
            if (isUndecided(webhook, signers)) {
                throw undecided();
            }
            ended(WebhookOutcome.RECORDED);
        } catch (MalformedWebhookException e) {
            recorder.keepAside(appId, body, e.place());
            ended(WebhookOutcome.MALFORMED);
        }
        return RECEIVED;
    }

    private void record(Webhook webhook, Signers signers) {
        Statistics statistics = new Statistics();
        try {
            recorder.record(webhook, signers.environments(), statistics);
        } finally {
            Observation.current().ifPresent(statistics::writeTo);
        }
    }

    /** A status names its environment; the rest concerns each that signed it. */
    private static boolean isUndecided(Webhook webhook, Signers signers) {
        return (webhook.concernsAll() && !signers.areAll())
                || webhook.statuses().stream().anyMatch(status -> signers.mayInclude(status.environment()));
    }

    private static ApiException undecided() {
        return refused(
                WebhookOutcome.UNDECIDED,
                ApiException.failed(
                        503,
                        new Violation(
                                Violation.Code.REQUEST_FAILED,
                                SIGNATURE,
                                "An App Secret cannot be read at the moment. Send the webhook again."),
                        RETRY_AFTER));
    }

    private static ApiException refused(WebhookOutcome outcome, ApiException refusal) {
        ended(outcome);
        return refusal;
    }

    private static void ended(WebhookOutcome outcome) {
        Observation.current().ifPresent(observation -> observation.webhookEnded(outcome));
    }
}
