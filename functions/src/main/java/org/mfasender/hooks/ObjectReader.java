package org.mfasender.hooks;

import java.util.Objects;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;

/** Reads the objects in which products nest what they send. */
public final class ObjectReader {

    private ObjectReader() {}

    /**
     * A member that has to be an object.
     *
     * @throws ApiException 400 with every fault found so far, when it is missing or none
     */
    public static MemberReader required(MemberReader body, String member) {
        if (body.lacks(member)) {
            body.fault(Violation.required(body.target(member), "This member is missing."));
        }
        MemberReader object = body.object(member);
        body.refuseFaults();
        return Objects.requireNonNull(object);
    }
}
