package org.mfasender.setup.webhooks;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.meta.AppSubscription;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphWebhooks;
import org.mfasender.platform.meta.LinkedApp;
import org.mfasender.platform.meta.SideBySide;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;

/**
 * Where Meta sends the webhooks of an account, compared with where they should go.
 *
 * @param app what the app has subscribed to
 * @param link of the WhatsApp Business Account to the app
 * @param ofNumbers where those of single numbers' messages go in place of that
 */
record Survey(
        String appId,
        String wabaId,
        Callback callback,
        Optional<AppSubscription> app,
        Optional<LinkedApp> link,
        List<OfNumber> ofNumbers) {

    /**
     * A callback of one number's own.
     *
     * @param number as people know it
     */
    record OfNumber(String number, String callbackUrl) {}

    /** All that is read of Meta's webhooks. Source: Meta, the reference of each field. */
    static final List<String> FIELDS = List.of(
            "messages",
            "message_template_status_update",
            "message_template_quality_update",
            "message_template_components_update",
            "template_category_update",
            "phone_number_quality_update",
            "phone_number_name_update",
            "security",
            "account_review_update",
            "account_update",
            "account_alerts",
            "business_capability_update");

    /**
     * Reads it, side by side.
     *
     * @param numbers that messages are sent from
     * @throws GraphException when Meta refuses or fails
     */
    static Survey of(
            GraphWebhooks graph,
            Credentials credentials,
            String wabaId,
            Callback callback,
            List<SenderNumber> numbers) {
        String appId = credentials.appId();
        try (SideBySide work = new SideBySide()) {
            Supplier<Optional<AppSubscription>> app =
                    work.start(() -> graph.subscription(Tokens.app(credentials), appId));
            Supplier<Optional<LinkedApp>> link = work.start(() -> graph.link(Tokens.user(credentials), wabaId, appId));
            List<Supplier<Optional<OfNumber>>> ofNumbers = numbers.stream()
                    .map(number -> work.start(() -> ofNumber(graph, credentials, number)))
                    .toList();
            return new Survey(
                    appId,
                    wabaId,
                    callback,
                    app.get(),
                    link.get(),
                    ofNumbers.stream()
                            .flatMap(ofNumber -> ofNumber.get().stream())
                            .toList());
        }
    }

    private static Optional<OfNumber> ofNumber(GraphWebhooks graph, Credentials credentials, SenderNumber number) {
        String name = number.number().isEmpty() ? number.numberId() : number.number();
        return graph.overrideOfNumber(Tokens.user(credentials), number.numberId())
                .map(url -> new OfNumber(name, url));
    }

    boolean isOfAnotherSystem() {
        return app.filter(found -> !callback.isOurs(found.callbackUrl())).isPresent();
    }

    /** Whether the app has to be subscribed, to more, at another address of ours, or again. */
    boolean lacksSubscription() {
        return !missing().isEmpty()
                || app.filter(found -> found.active() && found.callbackUrl().equals(callback.url()))
                        .isEmpty();
    }

    /** The fields to which the app is not subscribed. */
    List<String> missing() {
        List<String> present = app.map(AppSubscription::fields).orElse(List.of());
        return FIELDS.stream().filter(field -> !present.contains(field)).toList();
    }

    /** Those that it has, and those that are missing: what is left out may be lost. */
    List<String> all() {
        return Stream.concat(app.map(AppSubscription::fields).orElse(List.of()).stream(), FIELDS.stream())
                .distinct()
                .toList();
    }

    boolean lacksLink() {
        return link.isEmpty();
    }

    boolean isComplete() {
        return !lacksSubscription() && !lacksLink();
    }

    /** What this system does not change, because somebody else has entered it. */
    List<Check> obstacles() {
        List<Check> found = new ArrayList<>();
        app.map(AppSubscription::callbackUrl)
                .filter(url -> !callback.isOurs(url))
                .ifPresent(url -> found.add(
                        Check.warning(CheckName.WEBHOOKS_SUBSCRIBED, Cause.OTHER_CALLBACK, values(url), null)));
        link.map(LinkedApp::overrideUrl)
                .filter(url -> !callback.isOurs(url))
                .ifPresent(url ->
                        found.add(Check.warning(CheckName.WEBHOOKS_SUBSCRIBED, Cause.OVERRIDE, values(url), null)));
        ofNumbers.stream()
                .filter(ofNumber -> !callback.isOurs(ofNumber.callbackUrl()))
                .collect(Collectors.groupingBy(
                        ofNumber -> host(ofNumber.callbackUrl()),
                        LinkedHashMap::new,
                        Collectors.mapping(OfNumber::number, Collectors.joining(", "))))
                .forEach((host, numbers) -> found.add(Check.warning(
                        CheckName.WEBHOOKS_SUBSCRIBED,
                        Cause.NUMBER_OVERRIDE,
                        Map.of("numbers", numbers, "host", host),
                        null)));
        return found;
    }

    /** Of the other system the name alone: the rest of its address may be a secret of its own. */
    private Map<String, String> values(String other) {
        return Map.of("appId", appId, "wabaId", wabaId, "callbackUrl", callback.url(), "host", host(other));
    }

    private static String host(String url) {
        try {
            return Objects.requireNonNullElse(URI.create(url).getHost(), "an unknown address");
        } catch (IllegalArgumentException e) {
            return "an unknown address";
        }
    }
}
