package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The templates of one WhatsApp Business Account. Every access first archives and deletes what is due. */
public final class TemplateStore {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Template> byId = new LinkedHashMap<>();
    private final Map<Key, Template> byKey = new HashMap<>();
    private final Map<Key, Block> blockedNames = new HashMap<>();
    private final Deque<Instant> creations = new ArrayDeque<>();
    private final InstantSource clock;

    private record Key(String name, String language) {}

    /** What a deletion leaves behind. */
    private record Block(String category, Instant until) {}

    TemplateStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Runs {@code work} while no other thread reads or changes these templates. */
    public <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            if (lock.getHoldCount() == 1) {
                age();
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** All templates, oldest first. */
    public List<Template> list() {
        return exclusively(() -> List.copyOf(byId.values()));
    }

    /** How many there are; each language counts. */
    public int size() {
        return exclusively(byId::size);
    }

    /** The template with an ID. */
    public Optional<Template> find(String id) {
        return exclusively(() -> Optional.ofNullable(byId.get(id)));
    }

    /** The template with a name in a language. */
    public Optional<Template> find(String name, String language) {
        return exclusively(() -> Optional.ofNullable(byKey.get(new Key(name, language))));
    }

    /** Adds a template, or replaces the one with its ID. */
    public void put(Template template) {
        exclusively(() -> {
            byId.put(template.id(), template);
            return byKey.put(new Key(template.name(), template.language()), template);
        });
    }

    /**
     * Deletes a template as Meta does: once messages in flight have arrived, and an approved one blocks its name for 30 days.
     *
     * @param delay how long messages are in flight
     */
    public void delete(Template template, Duration delay) {
        Instant now = clock.instant();
        if (template.life().isLeaving(now)) {
            return;
        }
        Lifecycle.Deletion deletion = Lifecycle.deletion(now.plus(delay), template.status(now));
        if (delay.isZero()) {
            remove(template, deletion.blockedUntil());
        } else {
            put(template.withLife(life -> life.deleting(deletion)));
        }
    }

    /** Removes a template; its name cannot be used again in its language before {@code blockedUntil}. */
    public void remove(Template template, @Nullable Instant blockedUntil) {
        exclusively(() -> {
            if (blockedUntil != null) {
                block(template.name(), template.language(), template.category(), blockedUntil);
            }
            byKey.remove(new Key(template.name(), template.language()));
            return byId.remove(template.id());
        });
    }

    /** Blocks a name in a language, as the deletion of a template of {@code category} does. */
    public void block(String name, String language, String category, Instant until) {
        exclusively(() -> blockedNames.put(new Key(name, language), new Block(category, until)));
    }

    /**
     * Until when a deletion blocks a name: in a language, or in all when the deleted templates are of another category.
     */
    public Optional<Instant> blockedUntil(String name, String language, String category) {
        Instant now = clock.instant();
        return exclusively(() -> blockedNames.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .filter(entry -> entry.getKey().language().equals(language)
                        || !entry.getValue().category().equals(category))
                .map(entry -> entry.getValue().until())
                .filter(now::isBefore)
                .max(Instant::compareTo));
    }

    /** Archives templates without activity, and removes those whose archive or deletion ends. */
    private void age() {
        Instant now = clock.instant();
        for (Template template : List.copyOf(byId.values())) {
            Lifecycle aged = template.life().aged(now);
            Lifecycle.Deletion end = aged.end();
            if (end != null && !now.isBefore(end.ends())) {
                remove(template, end.blockedUntil());
            } else if (!aged.equals(template.life())) {
                put(template.withLife(life -> aged));
            }
        }
    }

    /** Counts a creation against the hourly limit. */
    public void countCreation(Instant now) {
        exclusively(() -> creations.add(now));
    }

    /** Creations within the hour before {@code now}. */
    public int creationsWithinHour(Instant now) {
        return exclusively(() -> {
            Instant start = now.minus(Duration.ofHours(1));
            while (!creations.isEmpty() && !creations.getFirst().isAfter(start)) {
                creations.removeFirst();
            }
            return creations.size();
        });
    }
}
