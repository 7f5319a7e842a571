package org.mfasender.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.platform.json.Json;

/** The policies of an environment as they are stored: in one item, so that their names stay unique and their number bounded. */
record PoliciesItem(long revision, List<PolicyItem> policies) implements StoredRecord {

    /** @param body JSON text, so that it stays as it came */
    record PolicyItem(UUID id, String name, String body, Instant createdAt, Instant updatedAt) {

        static PolicyItem of(Policy policy) {
            return new PolicyItem(
                    policy.id(), policy.name(), policy.body().toString(), policy.createdAt(), policy.updatedAt());
        }

        Policy toPolicy() {
            try {
                return new Policy(id, name, (ObjectNode) Json.MAPPER.readTree(body), createdAt, updatedAt);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("The stored policy " + id + " is no JSON", e);
            }
        }
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of("policies", List.of("id"));
    }
}
