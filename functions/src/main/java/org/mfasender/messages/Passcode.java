package org.mfasender.messages;

import org.mfasender.platform.secrets.Secret;

/** What Meta's authentication templates carry. Source: Meta, "Copy code authentication templates". */
public final class Passcode {

    static final String PATTERN = "[A-Za-z0-9]{1,15}";

    private Passcode() {}

    /** Whether a template carries this code: one to fifteen letters and digits. */
    public static boolean fits(Secret code) {
        return code.reveal().matches(PATTERN);
    }
}
