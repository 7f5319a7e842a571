package org.mfasender.local.graph.node;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.World;

/**
 * The access that a call needs.
 *
 * @param scope the permission that the token must have, empty = none
 * @param tasks an employee needs one of these tasks; empty = any task
 * @param readable makes the call one that needs {@link #READ} only; null = nothing does
 */
record Access(String scope, Set<String> tasks, @Nullable Behaviour readable) {
    private static final String MANAGEMENT = "whatsapp_business_management";
    private static final String MESSAGES = "whatsapp_business_messaging";

    /** Any valid token for which the node is visible. */
    static final Access VISIBLE = new Access("", Set.of());
    /** Reading a portfolio. */
    static final Access PORTFOLIO = new Access("business_management", Set.of());
    /** Reading an account and its numbers. */
    static final Access READ = new Access(MANAGEMENT, Set.of());
    /** Linking an app to an account, and overriding its callback. Which tasks it takes is not documented. */
    static final Access LINK = new Access(MANAGEMENT, Set.of("MANAGE", "FULL_CONTROL", "DEVELOP"));
    /** Reading templates. */
    static final Access READ_TEMPLATES =
            new Access(MANAGEMENT, Set.of("MANAGE", "FULL_CONTROL", "DEVELOP", "MANAGE_TEMPLATES", "VIEW_TEMPLATES"));
    /** Writing templates. */
    static final Access WRITE_TEMPLATES = new Access(MANAGEMENT, Set.of("MANAGE", "FULL_CONTROL", "MANAGE_TEMPLATES"));
    /**
     * Reading a number's business profile. Meta's "Permissions Reference" names the profile under {@code whatsapp_business_messaging}, its
     * OpenAPI file a token with {@code whatsapp_business_management}.
     */
    static final Access PROFILE = new Access(
            MESSAGES,
            Set.of("MANAGE", "FULL_CONTROL", "DEVELOP", "MANAGE_PHONE", "MANAGE_PHONE_ASSETS", "MESSAGING"),
            Behaviour.PROFILE_NEEDS_MANAGEMENT);
    /** Sending. */
    static final Access SENDING = new Access(MESSAGES, Set.of("MANAGE", "FULL_CONTROL", "MESSAGING"));

    private Access(String scope, Set<String> tasks) {
        this(scope, tasks, null);
    }

    /** The access that the call needs in a world: where its alternative is on, that of {@link #READ}. */
    Access in(World world) {
        return readable != null && world.behaves(readable) ? READ : this;
    }
}
