package org.mfasender.local.graph.world;

/**
 * A system user, or the person of a temporary token.
 *
 * @param role {@code ADMIN} or {@code EMPLOYEE}
 * @param businessId the portfolio that the user belongs to
 */
public record SystemUser(String id, String name, String role, String businessId) implements GraphObject {
    @Override
    public NodeType type() {
        return NodeType.USER;
    }

    /** Whether the user may do everything in the portfolio. */
    public boolean isAdmin() {
        return role.equals("ADMIN");
    }
}
