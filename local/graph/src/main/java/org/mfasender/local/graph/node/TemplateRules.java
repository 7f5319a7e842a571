package org.mfasender.local.graph.node;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Lifecycle;
import org.mfasender.local.graph.world.Marks;
import org.mfasender.local.graph.world.Review;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.TemplateStore;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** What may become of the templates of one account. Its callers hold the store's lock. */
final class TemplateRules {
    private static final int CREATIONS_PER_HOUR = 100;
    private static final int EDITS_PER_MONTH = 10;
    private static final Set<String> LEAVING = Set.of("PENDING_DELETION", "DELETED");
    /** The templates that every account may be given. */
    private static final Set<String> SAMPLES = Set.of(
            "hello_world",
            "sample_flight_confirmation",
            "sample_happy_hour_announcement",
            "sample_issue_resolution",
            "sample_movie_ticket_confirmation",
            "sample_purchase_feedback",
            "sample_shipping_confirmation");

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
        this.errors = new TemplateErrors(world, waba.language());
        this.now = call.now();
    }

    TemplateErrors errors() {
        return errors;
    }

    /** Refuses categories that the account may not use. */
    void checkEligible(String category) {
        if (!category.equals("AUTHENTICATION") || waba.authenticationAllowed()) {
            return;
        }
        if (world.behaves(Behaviour.INELIGIBLE_IS_CODE_200)) {
            throw GraphErrors.permission(200);
        }
        throw world.behaves(Behaviour.INELIGIBLE_IS_CODE_10) ? GraphErrors.permission(10) : errors.notEligible();
    }

    void checkLanguage(String language) {
        if (!Languages.taken(world, waba.refusedLanguages()).contains(language)) {
            throw errors.badLanguage(language);
        }
    }

    /** Refuses names that are not the business's own. */
    void checkName(String name) {
        if (SAMPLES.contains(name)) {
            throw errors.sampleName(name);
        }
        if (isOfDirectSend(name)) {
            throw errors.directSendEdit(name);
        }
    }

    private boolean isOfDirectSend(String name) {
        return store.list().stream().anyMatch(template -> template.name().equals(name) && template.isOfDirectSend());
    }

    /** The template with a name in a language, refused when it is on its way out. */
    Optional<Template> present(String name, String language) {
        Optional<Template> found = store.find(name, language);
        found.filter(this::isLeaving).ifPresent(template -> {
            throw beingDeleted(template);
        });
        return found;
    }

    private boolean isLeaving(Template template) {
        return LEAVING.contains(template.status(now));
    }

    private GraphException beingDeleted(Template template) {
        Lifecycle.Deletion end = template.life().end();
        Instant until = end == null ? null : end.blockedUntil();
        return errors.beingDeleted(
                template.language(), until == null ? Lifecycle.NAME_BLOCK : Duration.between(now, until));
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
                    throw isLeaving(template)
                            ? beingDeleted(template)
                            : errors.otherCategory(category, template.category());
                });
        Optional<Instant> blocked = store.blockedUntil(name, language, category);
        if (blocked.isPresent()) {
            throw errors.beingDeleted(language, Duration.between(now, blocked.get()));
        }
        if (store.size() + planned >= waba.templateLimit()) {
            throw errors.limitReached(waba.templateLimit());
        }
    }

    /** Refuses when {@code further} creations would be more than an hour allows. */
    void checkRate(int further) {
        if (store.creationsWithinHour(now) + further <= CREATIONS_PER_HOUR) {
            return;
        }
        if (world.behaves(Behaviour.CREATION_LIMIT_IS_CODE_4)) {
            throw GraphErrors.throttled(4);
        }
        throw GraphErrors.throttled(world.behaves(Behaviour.CREATION_LIMIT_IS_CODE_80007) ? 80007 : 80008);
    }

    Template create(String name, String language, TemplateInput input, boolean counted) {
        Template template = new Template(
                world.newTemplateId(waba),
                waba.id(),
                name,
                language,
                input.category(),
                input.content(),
                input.components(),
                input.ttlSeconds(),
                Lifecycle.begin(now, waba.review(), language),
                Marks.NONE);
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

    /**
     * Refuses edits that owner, status, category or limits forbid.
     *
     * @param limited whether the numbers of edits a day and a month count
     */
    void checkEdit(Template template, String category, boolean limited) {
        if (template.isOfDirectSend()) {
            throw errors.directSendEdit(template.name());
        }
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
        boolean tooMany = editsSince(template, Duration.ofHours(24)) >= 1
                || editsSince(template, Duration.ofDays(30)) >= EDITS_PER_MONTH;
        if (limited && tooMany) {
            throw errors.editLimit();
        }
    }

    private long editsSince(Template template, Duration span) {
        Instant start = now.minus(span);
        return template.life().edits().stream()
                .filter(edit -> edit.isAfter(start))
                .count();
    }

    /**
     * Edits; an approved or paused template stays usable unless the review is to reject it.
     *
     * @param counted whether the edit of an approved template counts against the limits
     */
    Template edit(Template template, TemplateInput input, boolean counted) {
        Review review = waba.review();
        String status = template.status(now);
        boolean again =
                status.equals("REJECTED") || review.outcome(template.language()).equals("REJECTED");
        Instant ends = again ? now.plus(review.delay()) : now;
        boolean counts = counted && status.equals("APPROVED");
        Template edited = template.withContent(
                        input.category(),
                        input.content(),
                        input.components(),
                        input.ttlSeconds() == null ? template.ttlSeconds() : input.ttlSeconds())
                .withLife(life -> counts ? life.withEdit(now) : life)
                .withLife(life -> life.reviewed(review, template.language(), now, ends));
        store.put(edited);
        return edited;
    }

    void checkDeletion(Template template) {
        if (template.isOfDirectSend()) {
            throw errors.directSendDeletion(template.name());
        }
        if (template.status(now).equals("DISABLED")) {
            throw errors.notDeletable();
        }
    }

    /** Deletes, once messages in flight have arrived; an approved template blocks its name for 30 days. */
    void delete(Template template) {
        if (isLeaving(template)) {
            return;
        }
        Instant blockedUntil = template.status(now).equals("APPROVED") ? now.plus(Lifecycle.NAME_BLOCK) : null;
        if (waba.deletionDelay().isZero()) {
            store.remove(template, blockedUntil);
        } else {
            Lifecycle.Deletion deletion = new Lifecycle.Deletion(now.plus(waba.deletionDelay()), blockedUntil);
            store.put(template.withLife(life -> life.deleting(deletion)));
        }
    }
}
