package org.mfasender.sender;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.MemberReader;
import org.mfasender.platform.http.Violation;

/** Reads which numbers are to send beside the selected one: {@code furtherNumbers: [{numberId}]}. */
final class FurtherNumbers {

    private static final String MEMBER = "furtherNumbers";
    private static final int MOST = 19;

    private FurtherNumbers() {}

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

    /**
     * The numbers that are meant.
     *
     * @param known those of the account
     * @param before which were further numbers: they may be repeated, also when they cannot send
     * @throws ApiException 400 when one is none of the account's, or cannot send
     */
    static List<SenderNumber> among(List<SenderNumber> known, List<SenderNumber> before, List<String> ids) {
        List<SenderNumber> found = new ArrayList<>();
        List<Violation> faults = new ArrayList<>();
        for (int position = 0; position < ids.size(); position++) {
            String target = MEMBER + "[" + position + "].numberId";
            SenderNumber number = find(before, ids.get(position));
            SenderNumber listed = find(known, ids.get(position));
            if (listed == null && number == null) {
                faults.add(Violation.values(
                        target,
                        "This is not the ID of one of the account's numbers.",
                        known.stream().map(SenderNumber::numberId).toList()));
            } else if (number == null && !listed.usable()) {
                faults.add(new Violation(
                        Violation.Code.CONSTRAINT_VIOLATION,
                        target,
                        "This number cannot send: " + String.join(" ", listed.reasons())));
            } else {
                found.add(number == null ? listed : number);
            }
        }
        if (!faults.isEmpty()) {
            throw ApiException.invalidData(400, faults);
        }
        return found.stream().distinct().toList();
    }

    private static @Nullable SenderNumber find(List<SenderNumber> numbers, String id) {
        return numbers.stream()
                .filter(number -> number.numberId().equals(id))
                .findFirst()
                .orElse(null);
    }
}
