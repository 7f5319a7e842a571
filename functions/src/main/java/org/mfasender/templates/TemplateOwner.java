package org.mfasender.templates;

import org.mfasender.platform.EnvironmentId;

/**
 * Whose templates and contents are stored. An environment may have those of two WhatsApp Business Accounts: of the one that works, and
 * of one that is being tried.
 *
 * @param generation the number of the run on whose behalf is written; only while it is still a run of the account
 * @param whatsAppAccountBusinessId the WhatsApp Business Account that has the templates
 */
public record TemplateOwner(EnvironmentId environmentId, long generation, String whatsAppAccountBusinessId) {}
