package org.mfasender.templates.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.catalog.Batch;

/**
 * What is to become of every purpose and language that is wanted.
 *
 * @param entries in the order of their importance
 * @param wanted what was planned for
 */
public record TemplatePlan(List<PlannedTemplate> entries, Map<Purpose, TemplateOptions> wanted) {

    /** Meta documents no limit of one bulk call; answers are slow, so that a call takes a part of all languages. */
    private static final int LANGUAGES_IN_A_BATCH = 25;

    public TemplatePlan {
        entries = List.copyOf(entries);
        wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
    }

    /** What is to be created now, the most important first. */
    public List<Batch> due() {
        Map<String, List<PlannedTemplate>> byName = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> entry.isCreation() && entry.notBefore() == null)
                .forEach(
                        entry -> byName.computeIfAbsent(Objects.requireNonNull(entry.name()), name -> new ArrayList<>())
                                .add(entry));
        return byName.values().stream()
                .flatMap(TemplatePlan::parts)
                .sorted(Comparator.comparingInt(part -> entries.indexOf(part.getFirst())))
                .map(this::batch)
                .toList();
    }

    private static Stream<List<PlannedTemplate>> parts(List<PlannedTemplate> all) {
        List<List<PlannedTemplate>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LANGUAGES_IN_A_BATCH) {
            parts.add(all.subList(from, Math.min(from + LANGUAGES_IN_A_BATCH, all.size())));
        }
        return parts.stream();
    }

    private Batch batch(List<PlannedTemplate> part) {
        PlannedTemplate first = part.getFirst();
        return new Batch(
                first.purpose(),
                Objects.requireNonNull(first.name()),
                Objects.requireNonNull(wanted.get(first.purpose())).settings(),
                part.stream().map(PlannedTemplate::language).toList());
    }

    /** When the next creation that has to wait can be made. */
    public Optional<Instant> nextCreation() {
        return entries.stream()
                .map(PlannedTemplate::notBefore)
                .flatMap(Stream::ofNullable)
                .min(Comparator.naturalOrder());
    }

    /** How many templates are still to be created, now or later. */
    public int creations() {
        return (int) entries.stream().filter(PlannedTemplate::isCreation).count();
    }
}
