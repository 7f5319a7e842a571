package org.mfasender.templates.plan;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.mfasender.templates.catalog.TemplateLedger;

/**
 * How many templates may be created in an hour. Meta takes 100 an hour and account; whether each language of a bulk call counts
 * is not documented, so that each is counted. Source: Meta, "Template management".
 */
public record CreationPace(int perHour) {

    /** Gives each creation that has to wait the time at which it can be made. */
    List<PlannedTemplate> apply(List<PlannedTemplate> entries, TemplateLedger ledger, Instant now) {
        Deque<Instant> window = new ArrayDeque<>(ledger.creationsAfter(now.minus(TemplateLedger.PACE_WINDOW)));
        List<PlannedTemplate> paced = new ArrayList<>();
        Instant time = now;
        for (PlannedTemplate entry : entries) {
            if (!entry.isCreation()) {
                paced.add(entry);
                continue;
            }
            while (window.size() >= perHour) {
                Instant free = window.removeFirst().plus(TemplateLedger.PACE_WINDOW);
                time = free.isAfter(time) ? free : time;
            }
            window.addLast(time);
            paced.add(time.isAfter(now) ? entry.notBefore(time) : entry);
        }
        return List.copyOf(paced);
    }
}
