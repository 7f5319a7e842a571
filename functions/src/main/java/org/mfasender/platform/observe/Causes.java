package org.mfasender.platform.observe;

import java.util.ArrayList;
import java.util.List;

/** What a line says of an exception. */
final class Causes {

    private Causes() {}

    /** Class names and places, not messages: those of a library may contain anything. */
    static List<String> places(Throwable failure) {
        List<String> places = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            StackTraceElement[] trace = cause.getStackTrace();
            places.add(cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]));
        }
        return places;
    }
}
