package org.mfasender.platform.dynamodb;

import java.util.List;
import java.util.Map;

/**
 * An item as it is stored. Its members outlive the code: a release reads what those before and after it wrote. Words of an enum are texts
 * here, because another release may know more of them.
 */
public interface StoredRecord {

    /**
     * By what members an object inside the item is the same as before, e.g. {@code numberId} for an element of {@code numbers}. An
     * object that is not named here is the same whatever it says; an array that is not named here is one value.
     */
    Map<String, List<String>> identities();
}
