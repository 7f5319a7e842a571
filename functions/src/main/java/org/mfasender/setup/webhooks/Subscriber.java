package org.mfasender.setup.webhooks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.platform.meta.GraphWebhooks;
import org.mfasender.platform.meta.Tokens;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.Connection;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.Unsubscriber;
import org.mfasender.sender.WebhookSubscription;
import org.mfasender.webhooks.VerifyTokens;
import org.mfasender.workflow.Job;
import org.mfasender.workflow.SupersededException;

/**
 * Subscribes an account's app to Meta's webhooks, and links the WhatsApp Business Account to it, as far as that takes nothing from
 * anybody else. What is to be done is stored first, so that a deletion can take it back; each part may be repeated.
 */
public final class Subscriber {

    private final WebhookCheck check;
    private final GraphWebhooks graph;
    private final VerifyTokens tokens;
    private final SenderStore store;
    private final Unsubscriber unsubscriber;

    public Subscriber(
            WebhookCheck check,
            GraphWebhooks graph,
            VerifyTokens tokens,
            SenderStore store,
            Unsubscriber unsubscriber) {
        this.check = check;
        this.graph = graph;
        this.tokens = tokens;
        this.store = store;
        this.unsubscriber = unsubscriber;
    }

    /**
     * Subscribes what is missing, and says how it stands.
     *
     * @throws SupersededException when a newer run replaced this one, or the account was deleted
     */
    public Subscribed subscribe(Job job, Credentials credentials) {
        Connection connection = job.connection();
        Attempt attempt = new Attempt(job, credentials);
        Check found = check.check(
                new WebhookCheck.Subject(
                        job.account().webhooks().base(),
                        connection.whatsAppAccountBusinessId(),
                        connection.numbers().chosen(),
                        credentials,
                        job.account().webhooks()),
                attempt);
        return new Subscribed(found, attempt.settled);
    }

    /** What is done about a survey, and what is to be recorded after it. */
    private final class Attempt implements Function<Survey, Optional<Check>> {

        private final Job job;
        private final Credentials credentials;
        private UnaryOperator<SenderAccount> settled = UnaryOperator.identity();

        Attempt(Job job, Credentials credentials) {
            this.job = job;
            this.credentials = credentials;
        }

        @Override
        public Optional<Check> apply(Survey survey) {
            Optional<Check> refused = act(survey, job, credentials);
            if (refused.isEmpty() && !survey.isOfAnotherSystem()) {
                settled = account -> at(survey.callback().url(), account, job.connection());
            }
            return refused;
        }
    }

    /** Once everything is subscribed, no other address is ours any more. */
    private static SenderAccount at(String callbackUrl, SenderAccount account, Connection connection) {
        return account.webhooks()
                .of(connection)
                .map(known -> account.withWebhooks(account.webhooks().with(known.at(callbackUrl))))
                .orElse(account);
    }

    private Optional<Check> act(Survey survey, Job job, Credentials credentials) {
        if (survey.isOfAnotherSystem()) {
            return Optional.empty();
        }
        WebhookSubscription known = known(job.account(), job.connection());
        if (survey.isComplete()) {
            renew(job, known);
            return Optional.empty();
        }
        require(remember(job, current -> wanted(current, survey)));
        if (survey.lacksSubscription()) {
            Optional<Check> refused = ask(survey, credentials);
            if (refused.isPresent()) {
                remember(job, current -> known);
                return refused;
            }
        }
        if (survey.lacksLink()) {
            link(survey, job, known, credentials);
        }
        if (!isCurrent(job)) {
            takeBackOfDeleted(job, wanted(known, survey), credentials);
            throw new SupersededException();
        }
        return Optional.empty();
    }

    private static WebhookSubscription known(SenderAccount account, Connection connection) {
        return account.webhooks().of(connection).orElseGet(() -> WebhookSubscription.none(connection));
    }

    private static WebhookSubscription wanted(WebhookSubscription known, Survey survey) {
        WebhookSubscription wanted =
                known.adding(survey.callback().url(), survey.lacksSubscription() ? survey.missing() : List.of());
        return survey.lacksLink() ? wanted.withLink(true) : wanted;
    }

    /** Credentials that are replaced may not be kept for long: it takes the newest to take back what was subscribed. */
    private void renew(Job job, WebhookSubscription known) {
        if (!known.isEmpty()
                && !known.credentialVersion()
                        .equals(job.connection().credentials().version())) {
            require(remember(job, current -> current));
        }
    }

    private boolean isCurrent(Job job) {
        return store.findAccount(job.account().environmentId())
                .flatMap(account -> account.ofRun(job.connection().run().generation()))
                .isPresent();
    }

    private static void require(boolean remembered) {
        if (!remembered) {
            throw new SupersededException();
        }
    }

    /**
     * Changes what is stored now: the same step may be at work twice, and what the other one has subscribed stays known. False when a
     * newer run replaced this one, or the account was deleted.
     */
    private boolean remember(Job job, UnaryOperator<WebhookSubscription> change) {
        Connection connection = job.connection();
        return store.update(
                        job.account().environmentId(),
                        account -> account.ofRun(connection.run().generation()).map(run -> {
                            WebhookSubscription changed = change.apply(known(account, connection))
                                    .with(connection.credentials().version());
                            return account.withWebhooks(account.webhooks().with(changed));
                        }))
                .isPresent();
    }

    /** What Meta has refused is not ours: somebody may link the account by hand. A lost answer may have been a link. */
    private void link(Survey survey, Job job, WebhookSubscription known, Credentials credentials) {
        try {
            graph.link(Tokens.user(credentials), survey.wabaId());
        } catch (GraphException e) {
            if (e.failure().kind() == GraphFailure.Kind.FIX) {
                remember(job, current -> current.withLink(known.linked()));
            }
            throw e;
        }
    }

    /** The deletion may have looked at Meta before this system subscribed. An account that was set up since uses what is there. */
    private void takeBackOfDeleted(Job job, WebhookSubscription subscription, Credentials credentials) {
        EnvironmentId environment = job.account().environmentId();
        if (store.findAccount(environment).isEmpty()) {
            unsubscriber.unsubscribe(environment, subscription, credentials);
        }
    }

    /** Empty when the app is subscribed. */
    private Optional<Check> ask(Survey survey, Credentials credentials) {
        try {
            graph.subscribe(
                    Tokens.app(credentials),
                    survey.appId(),
                    survey.callback().url(),
                    new Secret(tokens.of(survey.appId())),
                    survey.all());
            return Optional.empty();
        } catch (GraphException e) {
            GraphFailure failure = e.fixable();
            return Optional.of(
                    failure.cause().isOfApp() || failure.cause().isOfToken()
                            ? Check.refused(CheckName.WEBHOOKS_SUBSCRIBED, failure, survey.wabaId())
                                    .asWarning()
                            : refused(survey, failure));
        }
    }

    /** Which code means that the callback did not answer as it should is not documented. */
    private static Check refused(Survey survey, GraphFailure failure) {
        Map<String, String> values =
                Map.of("callbackUrl", survey.callback().url(), "code", String.valueOf(failure.code()));
        return Check.warning(CheckName.WEBHOOKS_SUBSCRIBED, Cause.REFUSED, values, failure.error())
                .withWords(failure.said());
    }
}
