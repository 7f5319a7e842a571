package org.mfasender.platform.dynamodb;

import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of an environment: read when they are asked for, or all at once before. */
@FunctionalInterface
public interface EnvironmentItems {

    /** Those whose sort key begins so, in the order of their keys. */
    Stream<Map<String, AttributeValue>> query(String prefix);
}
