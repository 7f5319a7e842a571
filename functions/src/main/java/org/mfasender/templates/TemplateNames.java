package org.mfasender.templates;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the templates that this system creates: prefix, purpose and version, e.g. {@code mfa_device_pairing_v1}. A name
 * cannot be used again for 30 days after its template was deleted, and what a name says is never changed: hence the version.
 */
public final class TemplateNames {

    private final String prefix;

    /** @param prefix lower-case letters, digits and underscores */
    public TemplateNames(String prefix) {
        this.prefix = prefix;
    }

    public String name(Purpose purpose, int version) {
        return prefix + "_" + purpose + "_v" + version;
    }

    /** Whether a name is one of ours, of any purpose and version. */
    public boolean isOurs(String name) {
        for (Purpose purpose : Purpose.values()) {
            if (isOurs(name, purpose)) {
                return true;
            }
        }
        return false;
    }

    public boolean isOurs(String name, Purpose purpose) {
        return matcher(name, purpose).matches();
    }

    private Matcher matcher(String name, Purpose purpose) {
        return Pattern.compile(Pattern.quote(prefix + "_" + purpose + "_v") + "[1-9][0-9]{0,2}")
                .matcher(name);
    }
}
