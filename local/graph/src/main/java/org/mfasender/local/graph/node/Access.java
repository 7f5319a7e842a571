package org.mfasender.local.graph.node;

import java.util.Set;

/**
 * The access that a call needs.
 *
 * @param scope the permission that the token must have, empty = none
 * @param tasks an employee needs one of these tasks; empty = any task
 */
record Access(String scope, Set<String> tasks) {
    private static final String MANAGEMENT = "whatsapp_business_management";

    /** Any valid token for which the node is visible. */
    static final Access VISIBLE = new Access("", Set.of());
    /** Reading a portfolio. */
    static final Access PORTFOLIO = new Access("business_management", Set.of());
    /** Reading an account and its numbers. */
    static final Access READ = new Access(MANAGEMENT, Set.of());
    /** Reading templates. */
    static final Access READ_TEMPLATES =
            new Access(MANAGEMENT, Set.of("MANAGE", "FULL_CONTROL", "DEVELOP", "MANAGE_TEMPLATES", "VIEW_TEMPLATES"));
    /** Writing templates. */
    static final Access WRITE_TEMPLATES = new Access(MANAGEMENT, Set.of("MANAGE", "FULL_CONTROL", "MANAGE_TEMPLATES"));
    /** Only for senders. */
    static final Access MESSAGING = new Access(
            "whatsapp_business_messaging",
            Set.of("MANAGE", "FULL_CONTROL", "DEVELOP", "MANAGE_PHONE", "MANAGE_PHONE_ASSETS", "MESSAGING"));
}
