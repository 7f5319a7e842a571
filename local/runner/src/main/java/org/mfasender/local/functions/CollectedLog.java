package org.mfasender.local.functions;

import java.util.ArrayList;
import java.util.List;

/** Keeps all that functions log, for tests. */
public final class CollectedLog implements FunctionLog {
    private final List<Line> lines = new ArrayList<>();

    /** One message; the function is a logical id. */
    public record Line(String function, String requestId, String message) {}

    @Override
    public synchronized void write(String function, String requestId, String message) {
        lines.add(new Line(function, requestId, message));
    }

    /** What was logged up to now, oldest first. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }
}
