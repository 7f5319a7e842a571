package org.mfasender.hooks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mfasender.messages.MessageRequest;
import org.mfasender.messages.SendEndpoint;
import org.mfasender.platform.Clock;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.observe.Field;
import org.mfasender.platform.observe.Observation;
import org.mfasender.platform.secrets.KeyUnavailableException;
import org.mfasender.senderkeys.storage.SenderKey;

/**
 * {@code POST /v1/hooks/{environmentId}/{product}}: an identity product sends a passcode. Open to anyone, so the key is checked before
 * anything else is read. Then it is sent as by the HTTP API.
 */
public final class HookEndpoint {

    /** Refusals take this long at least: whether there is anything to compare a key with cannot be measured. */
    private static final Duration REFUSED_AFTER = Duration.ofMillis(100);

    private static final Duration MARGIN = Duration.ofMillis(500);

    /** API Gateway waits no longer for a function: an older request is a recorded one that was sent again. Source: AWS, "HTTP API quotas". */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Map<String, ProductResource> products;
    private final KeyCheck keys;
    private final SendEndpoint sender;
    private final Clock clock;

    public HookEndpoint(List<ProductResource> products, KeyCheck keys, SendEndpoint sender, Clock clock) {
        this.products = products.stream()
                .collect(Collectors.toMap(product -> product.kind().path(), Function.identity()));
        this.keys = keys;
        this.sender = sender;
        this.clock = clock;
    }

    public HttpResponse send(HttpRequest request) {
        long begin = System.nanoTime();
        ProductResource product = Optional.ofNullable(products.get(request.pathVariable("product")))
                .orElseThrow(HookEndpoint::refused);
        return TimeBudget.of(left(request, product)).limit(() -> admit(request, product, begin));
    }

    private HttpResponse admit(HttpRequest request, ProductResource product, long begin) {
        Optional<SenderKey> key = key(request, product);
        if (key.isEmpty()) {
            waitUntil(begin + REFUSED_AFTER.toNanos());
            throw refused();
        }
        Observation.current()
                .ifPresent(observation ->
                        observation.with(Field.SENDER_KEY, key.get().id()));
        try {
            return send(request, product, key.get());
        } finally {
            keys.recordUse(key.get(), clock.now());
        }
    }

    private Optional<SenderKey> key(HttpRequest request, ProductResource product) {
        try {
            return keys.find(request.environmentId(), product.kind(), product.proof(request, clock.now()), clock.now());
        } catch (KeyUnavailableException e) {
            throw ApiException.failed(
                    503,
                    new Violation(
                            Violation.Code.REQUEST_FAILED,
                            "Authorization",
                            "A sender key cannot be read at the moment. Send the request again."),
                    RETRY_AFTER);
        }
    }

    private HttpResponse send(HttpRequest request, ProductResource product, SenderKey key) {
        try {
            MessageRequest wanted = product.read(request, key);
            return product.sent(sender.send(request, wanted));
        } catch (ApiException e) {
            Observation.current().ifPresent(observation -> observation.with(Field.CODE, e.code()));
            return product.notSent(e);
        }
    }

    private Duration left(HttpRequest request, ProductResource product) {
        Instant now = clock.now();
        return left(product.patience(), request.receivedAt().orElse(now), now);
    }

    /** What of a product's patience a cold start has left, less a margin for the answer's way. */
    static Duration left(Duration patience, Instant receivedAt, Instant now) {
        Duration waited = Duration.between(receivedAt, now);
        boolean credible = !waited.isNegative() && waited.compareTo(LONGEST_WAIT) <= 0;
        return patience.minus(MARGIN).minus(credible ? waited : Duration.ZERO);
    }

    /** The same for every reason: an environment without keys, a wrong key, one of another environment or kind, one that has ended. */
    private static ApiException refused() {
        return ApiException.notFound(
                "There is no such hook, or the request was not made with a valid sender key of it.");
    }

    private static void waitUntil(long nanoTime) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
