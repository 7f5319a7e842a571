package org.mfasender.local.graph.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Review;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TemplateStore;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** What may become of the templates of one account. Its callers hold the store's lock. */
final class TemplateRules {
    private static final int CREATIONS_PER_HOUR = 100;
    private static final int EDITS_PER_MONTH = 10;
    private static final Set<String> EDITABLE = Set.of("APPROVED", "REJECTED", "PAUSED");

    private final World world;
    private final Waba waba;
    private final TemplateStore store;
    private final TemplateErrors errors;
    private final Instant now;

    TemplateRules(Call call, Waba waba) {
        this.world = call.world();
        this.waba = waba;
        this.store = waba.templates();
        this.errors = new TemplateErrors(waba.language());
        this.now = call.now();
    }

    TemplateErrors errors() {
        return errors;
    }

    /** Refuses categories that the account may not use. */
    void checkEligible(String category) {
        if (category.equals("AUTHENTICATION") && !waba.authenticationAllowed()) {
            throw world.behaves(Behaviour.INELIGIBLE_IS_CODE_200) ? GraphErrors.permission(200) : errors.notEligible();
        }
    }

    void checkLanguage(String language) {
        if (!Languages.isKnown(language) || waba.refusedLanguages().contains(language)) {
            throw errors.badLanguage(language);
        }
    }

    /**
     * Refuses to create where the name is taken by another category or blocked, or the account is full.
     *
     * @param planned how many more the same call is about to create
     */
    void checkCreation(String name, String language, String category, int planned) {
        store.list().stream()
                .filter(template ->
                        template.name().equals(name) && !template.category().equals(category))
                .findFirst()
                .ifPresent(template -> {
                    throw errors.otherCategory(category, template.category());
                });
        Optional<Instant> blocked = store.blockedUntil(name, language, now);
        if (blocked.isPresent()) {
            throw errors.beingDeleted(language, Duration.between(now, blocked.get()));
        }
        if (store.size() + planned >= waba.templateLimit()) {
            throw errors.limitReached(waba.templateLimit());
        }
    }

    /** Refuses when {@code further} creations would be more than an hour allows. */
    void checkRate(int further) {
        if (store.creationsWithinHour(now) + further > CREATIONS_PER_HOUR) {
            throw GraphErrors.throttled(80008);
        }
    }

    Template create(String name, String language, TemplateInput input, boolean counted) {
        Review review = waba.review();
        String outcome = review.outcome(language);
        Template template = new Template(
                world.newTemplateId(waba),
                waba.id(),
                name,
                language,
                input.category(),
                input.content(),
                input.components(),
                input.ttlSeconds(),
                now,
                now.plus(review.delay()),
                outcome,
                outcome.equals("REJECTED") ? review.rejectedReason() : "NONE",
                null,
                List.of());
        store.put(template);
        if (counted) {
            store.countCreation(now);
        }
        return template;
    }

    /** Whether the input is what the template is already; a missing time to live leaves it alone. */
    static boolean unchanged(Template template, TemplateInput input) {
        boolean sameTtl = input.ttlSeconds() == null || Objects.equals(template.ttlSeconds(), input.ttlSeconds());
        return template.category().equals(input.category())
                && Objects.equals(template.content(), input.content())
                && template.components().equals(input.components())
                && sameTtl;
    }

    /** Refuses edits that status, category or limits forbid. */
    void checkEdit(Template template, String category) {
        String status = template.status(now);
        if (!EDITABLE.contains(status)) {
            throw errors.notEditable(status);
        }
        if (!status.equals("APPROVED")) {
            return;
        }
        if (!template.category().equals(category)) {
            throw errors.otherCategory(category, template.category());
        }
        if (editsSince(template, Duration.ofHours(24)) >= 1
                || editsSince(template, Duration.ofDays(30)) >= EDITS_PER_MONTH) {
            throw errors.editLimit();
        }
    }

    private long editsSince(Template template, Duration span) {
        Instant start = now.minus(span);
        return template.edits().stream().filter(edit -> edit.isAfter(start)).count();
    }

    /** Edits; an approved or paused template stays usable unless the review is to reject it. */
    Template edit(Template template, TemplateInput input) {
        String status = template.status(now);
        Template counted = status.equals("APPROVED") ? template.withEdit(now) : template;
        boolean again = status.equals("REJECTED")
                || waba.review().outcome(template.language()).equals("REJECTED");
        Template edited = counted.edited(
                input.category(),
                input.content(),
                input.components(),
                input.ttlSeconds() == null ? template.ttlSeconds() : input.ttlSeconds(),
                again ? now.plus(waba.review().delay()) : now,
                waba.review());
        store.put(edited);
        return edited;
    }

    /** Counts an edit that changes nothing. */
    void countEdit(Template template) {
        if (template.status(now).equals("APPROVED")) {
            store.put(template.withEdit(now));
        }
    }

    /** Deletes; an approved template blocks its name for 30 days. */
    void delete(Template template) {
        boolean approved = template.status(now).equals("APPROVED");
        store.remove(template, approved ? now.plus(Duration.ofDays(30)) : null);
    }

    void checkDeletion(Template template) {
        if (template.status(now).equals("DISABLED")) {
            throw errors.notDeletable();
        }
    }
}
