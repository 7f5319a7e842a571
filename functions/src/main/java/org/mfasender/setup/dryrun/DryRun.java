package org.mfasender.setup.dryrun;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.checks.CheckStatus;
import org.mfasender.checks.MetaIds;
import org.mfasender.checks.Needed;
import org.mfasender.checks.Prerequisites;
import org.mfasender.checks.Question;
import org.mfasender.checks.Report;
import org.mfasender.numbers.NumberChecks;
import org.mfasender.numbers.NumberChoice;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.SideBySide;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.TemplateCatalog;
import org.mfasender.templates.catalog.TemplateChecks;

/** Every check at once, without a run. What does not depend on each other is asked side by side. */
public final class DryRun {

    private static final List<CheckName> OF_NUMBERS = List.of(CheckName.SENDER_NUMBER, CheckName.MESSAGING_RIGHTS);
    private static final List<CheckName> OF_TEMPLATES = List.of(CheckName.TEMPLATE_RIGHTS, CheckName.TEMPLATE_CAPACITY);

    private final GraphClient graph;
    private final Prerequisites prerequisites;
    private final NumberChecks numbers;
    private final TemplateChecks templates;

    public DryRun(GraphClient graph) {
        this.graph = graph;
        this.prerequisites = new Prerequisites(graph);
        this.numbers = new NumberChecks(graph);
        this.templates = new TemplateChecks(graph);
    }

    /**
     * What is looked at.
     *
     * @param wantedTemplates how many templates are still to be created
     * @param bound the default contents, whose templates are looked up
     * @param others the other contents
     * @param known the numbers as they were listed before
     * @param selected the number that is selected; null when none is
     */
    public record Subject(
            Question question,
            int wantedTemplates,
            List<TemplateContent> bound,
            List<TemplateContent> others,
            List<SenderNumber> known,
            @Nullable NumberChoice selected) {}

    /**
     * What came out: all checks, and the numbers if they could be read.
     *
     * @param contents those that were looked up, as Meta has their templates now
     * @param report what was found beside checks
     */
    public record Outcome(
            List<Check> checks, List<SenderNumber> numbers, List<TemplateContent> contents, Report report) {

        /** For the links of the checks. */
        public MetaIds ids() {
            return report.ids();
        }

        /** Whether a check passed. */
        public boolean hasPassed(CheckName name) {
            return checks.stream().anyMatch(check -> check.name() == name && check.status() == CheckStatus.PASSED);
        }

        /** With one more check. */
        public Outcome adding(Check check) {
            return new Outcome(Stream.concat(checks.stream(), Stream.of(check)).toList(), numbers, contents, report);
        }

        /**
         * {@code FAILED} only if a check failed, {@code PASSED} only if every check that must pass has passed. What was left open, because
         * a value is missing or Meta did not answer, is neither.
         */
        public CheckStatus status() {
            CheckStatus worst = CheckStatus.worst(checks);
            boolean failed = checks.stream().anyMatch(check -> check.status() == CheckStatus.FAILED);
            return worst == CheckStatus.FAILED && !failed ? CheckStatus.WARNING : worst;
        }
    }

    /** The check of what was bound, if there was something, and how it stands. */
    private record Usable(List<Check> checks, List<TemplateContent> contents) {}

    /** Checks of one kind, and the numbers if they are about those. */
    private record Found(List<Check> checks, List<SenderNumber> numbers) {}

    /**
     * Makes the checks. Writes nothing at Meta. A call that Meta refuses, limits or does not answer in time becomes a check.
     *
     * @param wantedTemplates how many templates are still to be created
     * @param bound the default contents, whose templates are looked up
     */
    public Outcome run(Question question, int wantedTemplates, List<TemplateContent> bound, Instant now) {
        return run(new Subject(question, wantedTemplates, bound, List.of(), List.of(), null), now);
    }

    /** Makes the checks of a connection that works, likewise. */
    public Outcome run(Subject subject, Instant now) {
        Question question = subject.question();
        Report report = prerequisites.checkCredentials(question);
        Optional<AccessToken> token = report.token();
        String account = question.businessAccountId();
        if (account == null || token.isEmpty()) {
            prerequisites.checkAccount(question, report);
            List<Needed> missing = question.missingForAccount();
            return notAsked(
                    report, subject.bound(), name -> missing.isEmpty() ? skipped(name) : Check.without(name, missing));
        }
        try (SideBySide work = new SideBySide()) {
            Supplier<Report> readable = work.start(() -> prerequisites.checkAccount(question, report));
            Supplier<Found> listed = work.start(() -> numbers(token.get(), account, subject, now));
            Supplier<List<Check>> rights =
                    work.start(() -> templates.check(token.get(), account, subject.wantedTemplates()));
            Supplier<Usable> usable = work.start(() -> usable(token.get(), account, subject, now));
            Check read = readable.get().find(CheckName.WABA_READABLE);
            if (read.status() == CheckStatus.FAILED || read.status() == CheckStatus.SKIPPED) {
                return notAsked(report, subject.bound(), DryRun::skipped);
            }
            List<Check> checks = new ArrayList<>(report.checks());
            listed.get().checks().forEach(check -> checks.add(explained(check, report)));
            checks.addAll(rights.get());
            checks.addAll(unlessExplained(usable.get().checks(), rights.get()));
            return new Outcome(
                    List.copyOf(checks), listed.get().numbers(), usable.get().contents(), report);
        }
    }

    private static Outcome notAsked(Report report, List<TemplateContent> bound, Function<CheckName, Check> leftOut) {
        Stream<CheckName> names =
                Stream.of(OF_NUMBERS, OF_TEMPLATES, ofBound(bound)).flatMap(List::stream);
        return new Outcome(
                Stream.concat(report.checks().stream(), names.map(leftOut)).toList(), List.of(), List.of(), report);
    }

    private static List<CheckName> ofBound(List<TemplateContent> bound) {
        return bound.isEmpty() ? List.of() : List.of(CheckName.TEMPLATES_USABLE);
    }

    private static Check skipped(CheckName name) {
        return Check.skipped(name, CheckName.WABA_READABLE);
    }

    private Found numbers(AccessToken token, String account, Subject subject, Instant now) {
        try {
            List<SenderNumber> listed = numbers.list(token, account, subject.known(), now);
            return new Found(numbers.check(token, listed, subject.selected()), listed);
        } catch (GraphException e) {
            Check refused = Check.refused(CheckName.SENDER_NUMBER, e.failure(), account);
            return new Found(
                    List.of(refused, Check.skipped(CheckName.MESSAGING_RIGHTS, CheckName.SENDER_NUMBER)), List.of());
        }
    }

    private Usable usable(AccessToken token, String account, Subject subject, Instant now) {
        if (subject.bound().isEmpty() && subject.others().isEmpty()) {
            return new Usable(List.of(), List.of());
        }
        TemplateCatalog catalog = new TemplateCatalog(graph, token, account);
        BoundTemplates.Found found = new BoundTemplates(catalog, account).check(subject.bound(), subject.others(), now);
        return new Usable(List.of(found.check()), found.contents());
    }

    /** A missing scope is reported once, not also as missing rights. */
    private static Check explained(Check check, Report report) {
        CheckName scope = CheckName.SCOPE_WHATSAPP_BUSINESS_MESSAGING;
        return check.name() == CheckName.MESSAGING_RIGHTS && report.hasFailed(scope)
                ? Check.skipped(CheckName.MESSAGING_RIGHTS, scope)
                : check;
    }

    /** Templates that may not be read are reported once, not also as refused when they are looked up. */
    private static List<Check> unlessExplained(List<Check> usable, List<Check> rights) {
        boolean explained = rights.stream().anyMatch(check -> check.status() == CheckStatus.FAILED);
        return explained
                ? usable.stream()
                        .map(check -> Check.skipped(CheckName.TEMPLATES_USABLE, CheckName.TEMPLATE_RIGHTS))
                        .toList()
                : usable;
    }
}
