package org.mfasender.messages.delivery;

import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.MetaError;

/**
 * Why a message was refused.
 *
 * @param error Meta's; null when this system refused it
 */
public record Refusal(RefusalCause cause, @Nullable MetaError error) {}
