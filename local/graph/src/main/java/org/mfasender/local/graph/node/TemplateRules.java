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

/** What Meta allows with the templates of one account. Callers hold the store's lock. */
final class TemplateRules {
    private static final int CREATIONS_PER_HOUR = 100;
    private static final int EDITS_PER_MONTH = 10;
    /** The names of Meta's sample templates. */
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

    /** Rejects accounts that may not create authentication templates. */
    void checkEligible() {
        if (waba.authenticationAllowed()) {
            return;
        }
        int status = world.behaves(Behaviour.INELIGIBLE_IS_HTTP_403) ? 403 : 400;
        throw world.behaves(Behaviour.INELIGIBLE_HAS_NO_SUBCODE)
                ? GraphErrors.permission(10)
                : errors.notEligible(status);
    }

    void checkLanguage(String language) {
        if (!Languages.accepted(world, waba.refusedLanguages()).contains(language)) {
            throw errors.badLanguage(language);
        }
    }

    /** Rejects names of Meta's samples and of Direct Send. */
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

    /** The template with a name in a language; rejects one that is being deleted. */
    Optional<Template> present(String name, String language) {
        Optional<Template> found = store.find(name, language);
        found.filter(template -> template.life().isLeaving(now)).ifPresent(template -> {
            throw beingDeleted(template);
        });
        return found;
    }

    private GraphException beingDeleted(Template template) {
        Lifecycle.Deletion end = template.life().end();
        Instant until = end == null ? null : end.blockedUntil();
        return errors.beingDeleted(
                template.language(), until == null ? Lifecycle.NAME_BLOCK : Duration.between(now, until));
    }

    /**
     * Rejects a creation when another category uses the name, when the name is blocked, or when the account is full.
     *
     * @param planned how many more the same call creates
     */
    void checkCreation(String name, String language, int planned) {
        store.list().stream()
                .filter(template ->
                        template.name().equals(name) && !template.category().equals(TemplateInput.CATEGORY))
                .findFirst()
                .ifPresent(template -> {
                    throw template.life().isLeaving(now)
                            ? beingDeleted(template)
                            : errors.otherCategory(template.category());
                });
        Optional<Instant> blocked = store.blockedUntil(name, language, TemplateInput.CATEGORY);
        if (blocked.isPresent()) {
            throw errors.beingDeleted(language, Duration.between(now, blocked.get()));
        }
        if (store.size() + planned >= waba.templateLimit()) {
            throw errors.limitReached(waba.templateLimit());
        }
    }

    /** Rejects more creations than an hour allows. */
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
        Template template = waba.fate()
                .apply(new Template(
                        world.newTemplateId(waba),
                        waba.id(),
                        name,
                        language,
                        TemplateInput.CATEGORY,
                        input.content(),
                        input.ttlSeconds(),
                        Lifecycle.begin(now, waba.review(), language),
                        Marks.NONE));
        store.put(template);
        if (counted) {
            store.countCreation(now);
        }
        return template;
    }

    /** Whether the template already has these contents; a missing time to live does not change it. */
    static boolean unchanged(Template template, TemplateInput input) {
        boolean sameTtl = input.ttlSeconds() == null || Objects.equals(template.ttlSeconds(), input.ttlSeconds());
        return template.category().equals(TemplateInput.CATEGORY)
                && Objects.equals(template.content(), input.content())
                && sameTtl;
    }

    /**
     * Rejects edits that owner, status, category or limits forbid.
     *
     * @param limited whether the limits of edits a day and a month apply
     */
    void checkEdit(Template template, boolean limited) {
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
        if (!template.category().equals(TemplateInput.CATEGORY)) {
            throw errors.otherCategory(template.category());
        }
        boolean tooMany = template.life().editsWithin(Duration.ofHours(24), now) >= 1
                || template.life().editsWithin(Duration.ofDays(30), now) >= EDITS_PER_MONTH;
        if (limited && tooMany) {
            throw errors.editLimit();
        }
    }

    /**
     * Edits; an approved or paused template stays usable unless the review will reject it.
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
                        input.content(), input.ttlSeconds() == null ? template.ttlSeconds() : input.ttlSeconds())
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
}
