package org.mfasender.templates.catalog;

/** A template that cannot be sent, and why. */
public record Stopped(MessageTemplate template, Stop why) {

    /** As a sentence names it, e.g. {@code mfa_device_pairing_v1 in de (invalid format)}. */
    String words() {
        String detail = why.detail(template);
        return template.name() + " in " + template.language() + (detail == null ? "" : " (" + detail + ")");
    }
}
