package org.mfasender.templates.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.TemplateSettings;

/**
 * What was done and refused at Meta for one WhatsApp Business Account, as far as a list of its templates does not show it.
 *
 * @param creations what this system submitted, oldest first
 * @param refusals what Meta did not take, oldest first
 * @param count how many templates the account had at the last survey, of everybody, with those that were noted since; null when Meta did not say
 * @param limit how many it may have; null when Meta did not say
 */
public record TemplateLedger(
        List<Creation> creations,
        List<Refusal> refusals,
        @Nullable Integer count,
        @Nullable Integer limit) {

    public static final TemplateLedger EMPTY = new TemplateLedger(List.of(), List.of(), null, null);

    /** How long a creation counts towards Meta's hourly limit; a minute more than an hour, because clocks differ. */
    public static final Duration PACE_WINDOW = Duration.ofMinutes(61);

    /** How long after a creation Meta's list may still lack the template. */
    private static final Duration LIST_LAG = Duration.ofMinutes(10);

    /** With what a survey of the account showed: where templates were deleted or more are allowed, there is capacity again. */
    public TemplateLedger seen(AccountTemplates found) {
        boolean freed = isMore(count, found.count()) || isMore(found.limit(), limit);
        List<Refusal> kept = freed
                ? refusals.stream()
                        .filter(refusal -> refusal.reason() != RefusalReason.CAPACITY)
                        .toList()
                : refusals;
        return new TemplateLedger(creations, kept, found.count(), found.limit());
    }

    private static boolean isMore(@Nullable Integer some, @Nullable Integer others) {
        return some != null && others != null && some > others;
    }

    /** The account as the last survey showed it. */
    public AccountTemplates asLastSeen(List<MessageTemplate> recorded) {
        return new AccountTemplates(recorded, count, limit);
    }

    /** With a creation that is about to be made; what it repeats, and no hourly limit counts any more, is forgotten. */
    public TemplateLedger creating(Creation creation) {
        Instant counted = creation.at().minus(PACE_WINDOW);
        List<Creation> kept = creations.stream()
                .map(former -> former.at().isAfter(counted) ? former : former.without(creation))
                .filter(former -> !former.languages().isEmpty())
                .toList();
        return new TemplateLedger(appended(kept, List.of(creation)), refusals, count, limit);
    }

    /** With creations that are about to be made counted: what a survey shows after them is nothing new then. */
    public TemplateLedger expecting(Collection<Creation> due) {
        int more =
                due.stream().mapToInt(creation -> creation.languages().size()).sum();
        return new TemplateLedger(creations, refusals, count == null ? null : count + more, limit);
    }

    /** With the creation that was noted last, as far as it was confirmed. */
    public TemplateLedger confirmed(Creation noted, Collection<String> languages) {
        List<Creation> others =
                creations.stream().filter(creation -> !creation.equals(noted)).toList();
        Creation made = new Creation(noted.name(), List.copyOf(languages), noted.settings(), noted.at());
        return new TemplateLedger(
                languages.isEmpty() ? others : appended(others, List.of(made)), refusals, count, limit);
    }

    /** What was submitted since then, and is not known to be refused. */
    public Stream<Creation> creationsSince(Instant time) {
        return creations.stream().filter(creation -> !creation.at().isBefore(time));
    }

    /** When something was created last. */
    public Optional<Instant> lastCreation() {
        return creations.stream().map(Creation::at).max(Comparator.naturalOrder());
    }

    /** With refusals; those that are not believed any more are forgotten. */
    public TemplateLedger refused(Collection<Refusal> added, Instant now) {
        List<Refusal> kept = refusals.stream()
                .filter(refusal -> refusal.isBelievedAt(now))
                .filter(refusal -> added.stream()
                        .noneMatch(more -> more.name().equals(refusal.name())
                                && more.language().equals(refusal.language())))
                .toList();
        return new TemplateLedger(creations, appended(kept, added), count, limit);
    }

    /** The settings with which this system last submitted a template. */
    public Optional<TemplateSettings> submitted(String name, String language) {
        return creations.reversed().stream()
                .filter(creation -> creation.covers(name, language))
                .map(Creation::settings)
                .findFirst();
    }

    /** Whether other contents were submitted under a name so recently that Meta's list may still lack them. */
    public boolean isFreshlyOther(String name, TemplateSettings settings, Instant now) {
        return creations.stream()
                .anyMatch(creation -> creation.name().equals(name)
                        && !creation.settings().equals(settings)
                        && now.isBefore(creation.at().plus(LIST_LAG)));
    }

    /** Whether a template was submitted so recently that Meta's list may still lack it. */
    boolean isFresh(MessageTemplate template, Instant now) {
        return creations.stream()
                .anyMatch(creation -> creation.covers(template.name(), template.language())
                        && now.isBefore(creation.at().plus(LIST_LAG)));
    }

    /** When each of the templates submitted after {@code since} was. */
    public List<Instant> creationsAfter(Instant since) {
        return creations.stream()
                .filter(creation -> creation.at().isAfter(since))
                .flatMap(creation -> creation.languages().stream().map(language -> creation.at()))
                .sorted()
                .toList();
    }

    /** What Meta is still believed not to take. */
    public Stream<Refusal> refusalsAt(Instant now) {
        return refusals.stream().filter(refusal -> refusal.isBelievedAt(now));
    }

    private static <T> List<T> appended(List<T> list, Collection<? extends T> more) {
        List<T> all = new ArrayList<>(list);
        all.addAll(more);
        return List.copyOf(all);
    }
}
