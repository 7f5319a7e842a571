package org.mfasender.local.rights;

import java.util.List;
import java.util.Optional;

/**
 * A role of the template.
 *
 * @param bearer logical id of the only function that has it; its own where no function has it
 * @param service that may assume it, such as {@code lambda.amazonaws.com}
 * @param trust under which conditions the service may
 * @param logGroup ARN of the log group that its function writes to, as AWS wants it in policies: with {@code :*} for the streams
 */
public record Role(
        String bearer, String service, List<Condition> trust, List<Statement> statements, Optional<String> logGroup) {

    public Role {
        trust = List.copyOf(trust);
        statements = List.copyOf(statements);
    }
}
