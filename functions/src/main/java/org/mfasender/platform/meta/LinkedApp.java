package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;

/**
 * An app that gets the webhooks of a WhatsApp Business Account.
 *
 * @param overrideUrl where those of messages go in place of the app's own callback; null when they go there
 */
public record LinkedApp(@Nullable String overrideUrl) {}
