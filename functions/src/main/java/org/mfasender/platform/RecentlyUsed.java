package org.mfasender.platform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entries that many threads may use, of which those used least recently are forgotten. */
public final class RecentlyUsed {

    private RecentlyUsed() {}

    /** An empty map that keeps so many entries at most. */
    public static <K, V> Map<K, V> map(int most) {
        return Collections.synchronizedMap(new Bounded<>(most));
    }

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1;

        private final int most;

        Bounded(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
        }
    }
}
