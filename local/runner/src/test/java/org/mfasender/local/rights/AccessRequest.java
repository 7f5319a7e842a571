package org.mfasender.local.rights;

import java.util.List;
import java.util.Map;

/**
 * What IAM is asked for one call, or for one of the several rights that a call needs.
 *
 * @param action such as {@code dynamodb:GetItem}
 * @param resource its ARN
 * @param context the condition keys that AWS fills for this action; a key without values is not there
 */
public record AccessRequest(String action, String resource, Map<String, List<String>> context) {

    public AccessRequest {
        context = Map.copyOf(context);
    }

    /** The values of a condition key; empty when AWS has none for this request. */
    public List<String> values(String key) {
        return context.getOrDefault(key, List.of());
    }
}
