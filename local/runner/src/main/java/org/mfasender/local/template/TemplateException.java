package org.mfasender.local.template;

/** The template cannot be run locally; the message is one line that names the place and the reason. */
public final class TemplateException extends RuntimeException {
    TemplateException(String place, String reason) {
        super(place + ": " + reason);
    }
}
