package org.mfasender.templates;

import java.util.Arrays;
import java.util.Optional;

/** What a passcode message is sent for: the notification templates of PingOne that WhatsApp serves. */
public enum Purpose {
    DEVICE_PAIRING("device_pairing", "Device Pairing"),
    STRONG_AUTHENTICATION("strong_authentication", "Strong Authentication");

    private final String templateName;
    private final String displayName;

    Purpose(String templateName, String displayName) {
        this.templateName = templateName;
        this.displayName = displayName;
    }

    /** The purpose of a name; empty for any other text. */
    public static Optional<Purpose> parse(String templateName) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.templateName.equals(templateName))
                .findFirst();
    }

    /** The name in PingOne's console. */
    public String displayName() {
        return displayName;
    }

    /** PingOne's name of the notification template, e.g. {@code device_pairing}. */
    @Override
    public String toString() {
        return templateName;
    }
}
