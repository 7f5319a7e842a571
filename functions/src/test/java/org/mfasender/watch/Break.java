package org.mfasender.watch;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.sender.SenderStatus;

/**
 * Something that happens at Meta to a sender that works.
 *
 * @param prepares what is so before, and breaks nothing
 * @param cause name of the check that sees it
 */
record Break(
        String name,
        Consumer<WatchedSender> prepares,
        Consumer<WatchedSender> breaks,
        Consumer<WatchedSender> fixes,
        SenderStatus status,
        String cause) {

    Break(
            String name,
            Consumer<WatchedSender> breaks,
            Consumer<WatchedSender> fixes,
            SenderStatus status,
            String cause) {
        this(name, sender -> {}, breaks, fixes, status, cause);
    }

    /** The same where something else is so before. */
    Break after(Consumer<WatchedSender> preparation) {
        return new Break(name, prepares.andThen(preparation), breaks, fixes, status, cause);
    }

    /** The same at a Meta that behaves as is not confirmed. */
    Break where(Behaviour... behaviours) {
        Break same = new Break(name + ", " + Arrays.toString(behaviours), prepares, breaks, fixes, status, cause);
        return same.after(sender -> sender.world().turnOn(behaviours));
    }

    static Break token(TokenState state) {
        return new Break(
                "the token is " + state,
                sender -> sender.token(token -> token.withState(state)),
                sender -> sender.token(token -> token.withState(TokenState.VALID)),
                SenderStatus.REAUTHORIZATION_REQUIRED,
                "tokenValid");
    }

    static Break scope(String scope, String cause) {
        return new Break(
                "the token has lost " + scope,
                sender -> sender.token(token -> token.without(scope)),
                WatchedSender::restoreToken,
                SenderStatus.DEGRADED,
                cause);
    }

    /** Of a field of the number, e.g. {@code status}. */
    static Break ofNumber(String name, String field, String broken, String well, SenderStatus status, String cause) {
        return new Break(
                name,
                sender -> sender.number().set(field, broken),
                sender -> sender.number().set(field, well),
                status,
                cause);
    }

    /** Of a field of the WhatsApp Business Account. */
    static Break ofAccount(String name, String field, String broken, String well, SenderStatus status, String cause) {
        return new Break(
                name,
                sender -> sender.waba().set(field, broken),
                sender -> sender.waba().set(field, well),
                status,
                cause);
    }

    /** Of the health of what a message depends on. */
    static Break health(
            String name, Function<WatchedSender, String> id, Health broken, SenderStatus status, String cause) {
        return new Break(
                name,
                sender -> sender.world().setHealth(id.apply(sender), broken),
                sender -> sender.world().setHealth(id.apply(sender), Health.AVAILABLE),
                status,
                cause);
    }

    static Break templates(String name, UnaryOperator<Template> broken, UnaryOperator<Template> well) {
        return new Break(
                name,
                sender -> sender.templates(broken),
                sender -> sender.templates(well),
                SenderStatus.ACTION_REQUIRED,
                "templatesUsable");
    }

    static Break templatesIn(String status) {
        return new Break(
                "the templates are " + status,
                sender -> sender.templatesIn(status),
                sender -> sender.templatesIn("APPROVED"),
                SenderStatus.ACTION_REQUIRED,
                "templatesUsable");
    }

    static Break webhooks(String name, Consumer<WatchedSender> breaks, Consumer<WatchedSender> fixes) {
        return new Break(name, breaks, fixes, SenderStatus.DEGRADED, "webhooksSubscribed");
    }

    @Override
    public String toString() {
        return name;
    }
}
