package org.mfasender.templates;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** How the button of an authentication template hands over the code. Source: Meta, "Authentication templates". */
public enum OtpType {
    /** The user copies the code; works everywhere. */
    COPY_CODE,
    /** Android hands the code to the app at a tap; elsewhere it is copied. */
    ONE_TAP,
    /** Android hands the code to the app without a tap; elsewhere it is copied. */
    ZERO_TAP;

    /**
     * The type that is stored so. One that this release does not know is taken for {@link #COPY_CODE}, which needs nothing and works
     * everywhere: passcodes are delivered, if in another way than wanted.
     */
    public static OtpType of(String word) {
        return Stream.of(values())
                .filter(type -> type.name().equals(word))
                .findFirst()
                .orElse(COPY_CODE);
    }

    /** Meta takes five apps a template. */
    public static final int MAX_APPS = 5;

    /** What Meta refuses about a button. */
    public enum Fault {
        /** Apps where the code is copied. */
        APPS_NOT_USED,
        /** No app, or more than {@link #MAX_APPS}. */
        NUMBER_OF_APPS,
        /** Zero-tap without Meta's terms. */
        TERMS_NOT_ACCEPTED
    }

    /** What is wrong with a button of this type. */
    public Set<Fault> faults(int apps, boolean zeroTapTermsAccepted) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        if (this == COPY_CODE && apps > 0) {
            faults.add(Fault.APPS_NOT_USED);
        }
        if (this != COPY_CODE && (apps == 0 || apps > MAX_APPS)) {
            faults.add(Fault.NUMBER_OF_APPS);
        }
        if (this == ZERO_TAP && !zeroTapTermsAccepted) {
            faults.add(Fault.TERMS_NOT_ACCEPTED);
        }
        return faults;
    }
}
