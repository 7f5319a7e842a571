package org.mfasender.platform.dynamodb;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of an environment: each time as they are stored then, or as they were read at once. */
@FunctionalInterface
public interface EnvironmentItems {

    /** Those whose sort key begins so, in the order of their keys. */
    Stream<Map<String, AttributeValue>> query(String prefix);
}
