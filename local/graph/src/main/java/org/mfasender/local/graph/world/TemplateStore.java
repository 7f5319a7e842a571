package org.mfasender.local.graph.world;

import java.time.Duration;
import java.time.Instant;
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

/** The templates of one WhatsApp Business Account. */
public final class TemplateStore {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Template> byId = new LinkedHashMap<>();
    private final Map<Key, Template> byKey = new HashMap<>();
    private final Map<Key, Instant> blockedNames = new HashMap<>();
    private final Deque<Instant> creations = new ArrayDeque<>();

    private record Key(String name, String language) {}

    /** Runs {@code work} while nobody else reads or changes these templates. */
    public <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
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

    /** Takes a template away; its name cannot be used again in its language before {@code blockedUntil}. */
    public void remove(Template template, @Nullable Instant blockedUntil) {
        exclusively(() -> {
            Key key = new Key(template.name(), template.language());
            if (blockedUntil != null) {
                blockedNames.put(key, blockedUntil);
            }
            byKey.remove(key);
            return byId.remove(template.id());
        });
    }

    /** Until when a deletion blocks a name in a language. */
    public Optional<Instant> blockedUntil(String name, String language, Instant now) {
        return exclusively(() ->
                Optional.ofNullable(blockedNames.get(new Key(name, language))).filter(now::isBefore));
    }

    /** Notes a creation for the hourly limit. */
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
