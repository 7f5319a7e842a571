package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;

/**
 * How many templates a WhatsApp Business Account has and may have; each language counts. Null when Meta does not say.
 * Source: Meta, "Template management".
 */
public record TemplateCapacity(
        @Nullable Integer count, @Nullable Integer limit) {}
