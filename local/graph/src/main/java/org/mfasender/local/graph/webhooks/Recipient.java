package org.mfasender.local.graph.webhooks;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.AppSubscription;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/**
 * Who gets a webhook: an app that is linked to the account and subscribed to the field, at its callback.
 *
 * @param callback for fields of messages that of the number, else of the account, else of the app
 */
record Recipient(MetaApp app, URI callback) {

    /**
     * Everybody who gets a field of an account.
     *
     * @param number whose messages it is about; null = none
     */
    static List<Recipient> of(World world, Waba waba, String field, @Nullable PhoneNumber number) {
        return waba.linkedApps().entrySet().stream()
                .flatMap(link -> of(world, link, field, number).stream())
                .toList();
    }

    private static Optional<Recipient> of(
            World world, Map.Entry<String, String> link, String field, @Nullable PhoneNumber number) {
        if (!(world.find(link.getKey()).orElse(null) instanceof MetaApp app) || !app.live()) {
            return Optional.empty();
        }
        String ofNumber = number == null ? "" : number.override(app.id());
        return app.subscription()
                .filter(subscription -> subscription.fields().contains(field))
                .map(AppSubscription::callback)
                .map(own -> new Recipient(
                        app, Fields.OF_MESSAGES.contains(field) ? overridden(own, ofNumber, link.getValue()) : own));
    }

    private static URI overridden(URI own, String ofNumber, String ofAccount) {
        return Stream.of(ofNumber, ofAccount)
                .filter(override -> !override.isEmpty())
                .findFirst()
                .map(URI::create)
                .orElse(own);
    }
}
