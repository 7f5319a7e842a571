package org.mfasender.copyaccounts;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What to copy, from environment variables.
 *
 * @param source the table to read, such as a restored one
 * @param target the table of the stack; the stack is in the same region
 * @param stackName begins the names of secrets
 * @param environments the only ones to copy; empty for all
 * @param replace whether an account that the target has is replaced, instead of left alone
 * @param encrypted whether items that only the stack's key decrypts are copied, because the target's stack may use the same one
 */
public record Settings(
        String source, String target, String stackName, List<UUID> environments, boolean replace, boolean encrypted) {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when one is missing or wrong; the message names it
     */
    public static Settings read(Map<String, String> variables) {
        String source = required(variables, "SOURCE_TABLE");
        String target = required(variables, "TARGET_TABLE");
        if (source.equals(target)) {
            throw new IllegalArgumentException("SOURCE_TABLE and TARGET_TABLE are the same.");
        }
        List<UUID> environments = uuids(variables.getOrDefault("ENVIRONMENT_IDS", ""));
        boolean replace = flag(variables, "REPLACE");
        if (replace && environments.isEmpty()) {
            throw new IllegalArgumentException("REPLACE needs ENVIRONMENT_IDS: only named accounts are replaced.");
        }
        return new Settings(
                source,
                target,
                required(variables, "STACK_NAME"),
                environments,
                replace,
                flag(variables, "COPY_ENCRYPTED"));
    }

    private static String required(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing: see docs/disaster-recovery.md.");
        }
        return value;
    }

    private static boolean flag(Map<String, String> variables, String name) {
        return switch (variables.getOrDefault(name, "").strip()) {
            case "", "false" -> false;
            case "true" -> true;
            default -> throw new IllegalArgumentException(name + " is neither true nor false.");
        };
    }

    private static List<UUID> uuids(String list) {
        try {
            return Arrays.stream(list.split(","))
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .map(UUID::fromString)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("ENVIRONMENT_IDS is not a list of UUIDs with commas between.", e);
        }
    }
}
