package org.mfasender.setup.webhooks;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Cause;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.TimeBudget;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.sender.AccountWebhooks;

/** Whether Meta reports to this system. Whatever is found is a warning at most: passcodes are sent without it. */
public final class WebhookCheck {

    private static final CheckName NAME = CheckName.WEBHOOKS_SUBSCRIBED;

    /** Webhooks must not keep templates from being created in the same turn. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final GraphClient graph;
    private final URI graphUrl;
    private final UnaryOperator<String> path;
    private final Optional<String> ownAddress;

    /**
     * A check of the webhooks of accounts.
     *
     * @param graphUrl where the Graph API is
     * @param path to which Meta reports, given an App ID
     * @param ownAddress where Meta reaches the API, wherever its clients do; empty when it has AWS's name only
     */
    public WebhookCheck(GraphClient graph, URI graphUrl, UnaryOperator<String> path, Optional<String> ownAddress) {
        this.graph = graph;
        this.graphUrl = graphUrl;
        this.path = path;
        this.ownAddress = ownAddress;
    }

    /**
     * What is checked.
     *
     * @param base where a client reached the API; null or empty when that is not known
     * @param known what was subscribed for the account
     * @param numbers that messages are sent from
     */
    public record Subject(
            @Nullable String base,
            String wabaId,
            List<SenderNumber> numbers,
            Credentials credentials,
            AccountWebhooks known) {

        public Subject {
            numbers = List.copyOf(numbers);
        }
    }

    /** The check without a change at Meta, before a set-up that subscribes what is missing. */
    public Check look(Subject subject) {
        Check planned = Check.passed(NAME, Cause.PLANNED);
        return check(subject, survey -> missing(survey, planned));
    }

    /** The same after the set-up has subscribed everything. That Meta does not answer says nothing of it. */
    public Check lookAgain(Subject subject) {
        Check ended = Check.warning(NAME, Cause.ENDED, Map.of(), null);
        return check(
                subject,
                survey -> missing(survey, ended),
                refused -> refused.status() == CheckStatus.UNKNOWN ? refused : refused.asWarning());
    }

    private static Optional<Check> missing(Survey survey, Check missing) {
        return survey.isOfAnotherSystem() || survey.isComplete() ? Optional.empty() : Optional.of(missing);
    }

    /**
     * The check.
     *
     * @param act what is done about a survey; empty when nothing is left to say
     */
    Check check(Subject subject, Function<Survey, Optional<Check>> act) {
        return check(subject, act, Check::asWarning);
    }

    private Check check(Subject subject, Function<Survey, Optional<Check>> act, UnaryOperator<Check> refused) {
        String base = ownAddress.orElse(subject.base());
        if (base == null || base.isEmpty()) {
            return Check.skipped(NAME, Cause.NO_ADDRESS);
        }
        String appId = subject.credentials().appId();
        Callback callback =
                new Callback(base + path.apply(appId), subject.known().callbackUrls(appId));
        if (!callback.isReachableFrom(graphUrl)) {
            return Check.warning(NAME, Cause.UNREACHABLE, Map.of("callbackUrl", callback.url()), null);
        }
        if (!subject.credentials().canSign()) {
            return Check.warning(NAME, Cause.OPAQUE, Map.of(), null);
        }
        try {
            return TimeBudget.of(LONGEST).limit(() -> surveyed(subject, callback, act));
        } catch (GraphException e) {
            return refused.apply(Check.refused(NAME, e.failure(), subject.wabaId()));
        }
    }

    private Check surveyed(Subject subject, Callback callback, Function<Survey, Optional<Check>> act) {
        Survey survey =
                Survey.of(graph.webhooks(), subject.credentials(), subject.wabaId(), callback, subject.numbers());
        Optional<Check> acted = act.apply(survey);
        List<Check> problems = Stream.concat(
                        survey.obstacles().stream(),
                        acted.filter(check -> check.status() == CheckStatus.WARNING).stream())
                .toList();
        return problems.isEmpty() ? acted.orElseGet(() -> Check.passed(NAME)) : Check.joined(problems);
    }
}
