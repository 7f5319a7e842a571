package org.mfasender.templates.catalog;

import java.time.Duration;
import java.util.stream.Stream;

/** Why Meta did not take a template, as far as it matters for what to do next. */
public enum RefusalReason {
    /** The name is blocked in this language after a deletion, for up to 30 days: the next version is taken. */
    NAME_BLOCKED(Duration.ofDays(30)),
    /** The name belongs to Meta's samples or to Direct Send: the next version is taken. */
    NAME_TAKEN(Duration.ofDays(30)),
    /** Meta does not offer the language to this account: the other languages go on. */
    LANGUAGE_NOT_SUPPORTED(Duration.ofDays(1)),
    /** The account holds as many templates as it may. */
    CAPACITY(Duration.ofHours(1)),
    /** Refused with a code that says nothing more. */
    REFUSED(Duration.ofDays(1));

    private final Duration validity;

    RefusalReason(Duration validity) {
        this.validity = validity;
    }

    /**
     * The reason that is stored so. One that this release does not know is taken for {@link #REFUSED}: it is believed for a day and
     * then tried again, under the same name.
     */
    public static RefusalReason of(String word) {
        return Stream.of(values())
                .filter(reason -> reason.name().equals(word))
                .findFirst()
                .orElse(REFUSED);
    }

    /** How long the refusal is believed before it is tried again. */
    public Duration validity() {
        return validity;
    }

    /** Whether another name may help. */
    public boolean isOfName() {
        return this == NAME_BLOCKED || this == NAME_TAKEN;
    }
}
