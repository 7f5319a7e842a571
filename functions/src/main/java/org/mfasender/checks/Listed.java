package org.mfasender.checks;

import java.util.List;
import java.util.Map;

/** What a check is about, as the values {@code count} and {@code templates} of its text. */
public final class Listed {

    /** A longer list helps nobody. */
    private static final int MOST = 20;

    private Listed() {}

    public static Map<String, String> templates(List<String> templates) {
        String more = templates.size() > MOST ? " and " + (templates.size() - MOST) + " more" : "";
        return Map.of(
                "count",
                String.valueOf(templates.size()),
                "templates",
                String.join(", ", templates.stream().limit(MOST).toList()) + more);
    }
}
