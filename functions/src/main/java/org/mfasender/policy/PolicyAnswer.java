package org.mfasender.policy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.json.Json;

/** A policy as it is answered: its members as they came, among those that an answer has beside them. */
final class PolicyAnswer {

    private PolicyAnswer() {}

    /**
     * The answer.
     *
     * @param notices none in a collection
     */
    static ObjectNode of(EnvironmentId environment, Policy policy, List<Violation> notices) {
        ObjectNode answer = Json.MAPPER.createObjectNode();
        answer.putPOJO("_links", Links.self(path(environment, policy)));
        answer.put("id", policy.id().toString());
        answer.putPOJO("environment", Reference.to(environment));
        answer.setAll(policy.body());
        answer.put("createdAt", policy.createdAt().toString());
        answer.put("updatedAt", policy.updatedAt().toString());
        if (!notices.isEmpty()) {
            answer.putPOJO("notices", notices);
        }
        return answer;
    }

    static String path(EnvironmentId environment, Policy policy) {
        return ApiPath.POLICY.href(environment, policy.id());
    }
}
