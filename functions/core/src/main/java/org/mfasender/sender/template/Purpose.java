package org.mfasender.sender.template;

/** What a passcode message is sent for: the notification templates of PingOne that WhatsApp serves. */
public enum Purpose {
    DEVICE_PAIRING("device_pairing"),
    STRONG_AUTHENTICATION("strong_authentication");

    private final String templateName;

    Purpose(String templateName) {
        this.templateName = templateName;
    }

    /** PingOne's name of the notification template, e.g. {@code device_pairing}. */
    @Override
    public String toString() {
        return templateName;
    }
}
