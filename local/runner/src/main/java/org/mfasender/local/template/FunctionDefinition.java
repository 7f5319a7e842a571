package org.mfasender.local.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An {@code AWS::Serverless::Function} after the merge with {@code Globals}.
 *
 * @param logicalId its name in the template
 * @param code zip or folder that is deployed: {@code CodeUri}; the template's folder when it names none
 * @param handler {@code package.Class::method}
 * @param timeout after which Lambda ends an invocation
 * @param environment the variables with every reference resolved
 * @param routes those of its {@code HttpApi} events
 */
public record FunctionDefinition(
        String logicalId,
        Path code,
        String handler,
        Duration timeout,
        Map<String, String> environment,
        List<HttpRoute> routes) {
    /** Copies the collections. */
    public FunctionDefinition {
        environment = Map.copyOf(environment);
        routes = List.copyOf(routes);
    }

    /** The function's ARN in the local account. */
    public String arn() {
        return Surroundings.functionArn(logicalId);
    }
}
