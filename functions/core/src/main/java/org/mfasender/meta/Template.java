package org.mfasender.meta;

import org.jspecify.annotations.Nullable;

/** A message template in one language, in Meta's words. Source: Meta, "Template management". */
public record Template(
        String id,
        String name,
        String language,
        String category,
        String status,
        @Nullable String rejectedReason,
        @Nullable String qualityScore) {}
