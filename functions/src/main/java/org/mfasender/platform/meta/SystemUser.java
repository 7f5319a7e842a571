package org.mfasender.platform.meta;

import org.jspecify.annotations.Nullable;

/**
 * A system user of a business portfolio.
 *
 * @param role {@code ADMIN} or {@code EMPLOYEE}
 */
public record SystemUser(
        String id, @Nullable String name, @Nullable String role) {}
