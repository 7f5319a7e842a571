package org.mfasender.templates;

import org.mfasender.platform.EnvironmentId;

/** The account whose templates and contents are stored. */
public interface TemplateOwner {

    EnvironmentId environmentId();

    /** The number of the account's newest run; a deletion counts as one. */
    long generation();

    /** The WhatsApp Business Account that has the templates. */
    String whatsAppAccountBusinessId();
}
