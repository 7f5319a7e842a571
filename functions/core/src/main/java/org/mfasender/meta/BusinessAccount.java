package org.mfasender.meta;

import org.jspecify.annotations.Nullable;

/**
 * A WhatsApp Business Account. Source: Meta, "WhatsApp Business Account".
 *
 * @param ownerBusinessId the business portfolio that owns it; null when this token may not read it
 */
public record BusinessAccount(
        String id, @Nullable String name, @Nullable String ownerBusinessId) {}
