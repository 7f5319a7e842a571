package org.mfasender.sender;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;

/** Which numbers are to send beside the selected one, as a request says it: {@code furtherNumbers: [{numberId}]}. */
final class FurtherNumbersResource {

    private static final String MEMBER = "furtherNumbers";
    private static final int MOST = 19;

    private FurtherNumbersResource() {}

    /** Meta's IDs of the numbers; null when the request says nothing of them. */
    static @Nullable List<String> read(MemberReader body) {
        if (body.lacks(MEMBER)) {
            return null;
        }
        List<String> ids = new ArrayList<>();
        for (MemberReader entry : body.objects(MEMBER)) {
            String id = entry.requiredId("numberId", "A phone number ID has digits only.");
            if (id != null) {
                ids.add(id);
            }
        }
        if (ids.size() > MOST) {
            body.fault(new Violation(
                    Violation.Code.SIZE_LIMIT_EXCEEDED,
                    MEMBER,
                    "At most " + MOST + " numbers can send beside the selected one."));
        }
        return ids;
    }

    static ApiException refused(FurtherNumbersRefusedException refusal) {
        return ApiException.invalidData(
                400,
                refusal.refused().stream()
                        .map(refused -> violation(refused, refusal.known()))
                        .toList());
    }

    private static Violation violation(FurtherNumbersRefusedException.Refused refused, List<SenderNumber> known) {
        String target = MEMBER + "[" + refused.position() + "].numberId";
        SenderNumber number = refused.number();
        return number == null
                ? Violation.values(
                        target,
                        "This is not the ID of one of the account's numbers.",
                        known.stream().map(SenderNumber::numberId).toList())
                : new Violation(
                        Violation.Code.CONSTRAINT_VIOLATION,
                        target,
                        "This number cannot send: " + String.join(" ", number.reasons()));
    }
}
