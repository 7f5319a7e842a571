package org.mfasender.templates.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.GraphTemplates;

/**
 * The templates that a WhatsApp Business Account has.
 *
 * @param count how many there are; each language counts; null when Meta does not say
 * @param limit how many there may be; null when Meta does not say
 * @param whole whether they are all; what is missing from a list that is cut short may be there
 */
public record AccountTemplates(
        List<MessageTemplate> templates,
        @Nullable Integer count,
        @Nullable Integer limit,
        boolean whole) {

    /** All the templates that there are. */
    public AccountTemplates(List<MessageTemplate> templates, @Nullable Integer count, @Nullable Integer limit) {
        this(templates, count, limit, true);
    }

    /** With templates that the list does not show. */
    public AccountTemplates adding(Collection<MessageTemplate> more) {
        Map<String, MessageTemplate> byId = new LinkedHashMap<>();
        templates.forEach(template -> byId.put(template.id(), template));
        more.forEach(template -> byId.put(template.id(), template));
        return new AccountTemplates(List.copyOf(byId.values()), count, limit, whole);
    }

    /**
     * With the templates of some names as they are now.
     *
     * @param names whose templates were read
     * @param current all templates that have one of them
     */
    public AccountTemplates replacing(Set<String> names, Collection<MessageTemplate> current) {
        List<MessageTemplate> others = templates.stream()
                .filter(template -> !names.contains(template.name()))
                .toList();
        List<MessageTemplate> all =
                Stream.concat(others.stream(), current.stream()).toList();
        return new AccountTemplates(all, count == null ? null : count + all.size() - templates.size(), limit, whole);
    }

    /** How many calls it takes to list them all. */
    public int pages() {
        int most = count == null ? templates.size() : Math.max(count, templates.size());
        return Math.max(1, Math.ceilDiv(most, GraphTemplates.PAGE));
    }

    /**
     * With what is recorded: each template keeps the memory of what it said at first, and one that was submitted just now is
     * there, even where Meta's list lags behind.
     */
    public AccountTemplates with(Collection<MessageTemplate> recorded, TemplateLedger ledger, Instant now) {
        Map<String, MessageTemplate> byId = new HashMap<>();
        recorded.forEach(template -> byId.put(template.id(), template));
        List<MessageTemplate> all = new ArrayList<>();
        for (MessageTemplate template : templates) {
            all.add(template.rememberedFrom(byId.remove(template.id())));
        }
        byId.values().stream()
                .filter(template -> template.state() != BindingState.DANGLING && ledger.isFresh(template, now))
                .forEach(all::add);
        return new AccountTemplates(List.copyOf(all), count, limit, whole);
    }

    /** With templates that were there and are not listed any more, as deleted ones. A list that is cut short does not show what is gone. */
    public AccountTemplates withoutLosing(Collection<MessageTemplate> former) {
        return whole
                ? adding(former.stream()
                        .filter(template -> find(template.id()).isEmpty())
                        .map(MessageTemplate::gone)
                        .toList())
                : this;
    }

    /** The template with an ID, if the account has it. */
    public Optional<MessageTemplate> find(String id) {
        return templates.stream().filter(template -> template.id().equals(id)).findFirst();
    }

    /** Whether Meta takes authentication templates of this account: it does, where it reviews or approved one. */
    public boolean provesEligibility() {
        return templates.stream()
                .anyMatch(template -> template.isForAuthentication() && (template.isUsable() || template.isInReview()));
    }

    /** How many more fit; unlimited when Meta does not say. */
    public int capacityLeft() {
        return count == null || limit == null ? Integer.MAX_VALUE : Math.max(0, limit - count);
    }
}
