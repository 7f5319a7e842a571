package org.mfasender.sender;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;

/**
 * Which of an account's numbers may send beside the selected one.
 *
 * @param known those of the account
 * @param before which were further numbers: they may be repeated, also when they cannot send
 */
record FurtherNumbers(List<SenderNumber> known, List<SenderNumber> before) {

    FurtherNumbers {
        known = List.copyOf(known);
        before = List.copyOf(before);
    }

    /**
     * The numbers that are meant.
     *
     * @param ids Meta's, as a request lists them
     * @throws FurtherNumbersRefusedException when one is none of the account's, or cannot send
     */
    List<SenderNumber> of(List<String> ids) {
        List<SenderNumber> found = new ArrayList<>();
        List<FurtherNumbersRefusedException.Refused> refused = new ArrayList<>();
        for (int position = 0; position < ids.size(); position++) {
            SenderNumber number = find(ids.get(position));
            if (number == null || !(number.usable() || before.contains(number))) {
                refused.add(new FurtherNumbersRefusedException.Refused(position, number));
            } else if (!found.contains(number)) {
                found.add(number);
            }
        }
        if (!refused.isEmpty()) {
            throw new FurtherNumbersRefusedException(known, refused);
        }
        return found;
    }

    private @Nullable SenderNumber find(String id) {
        return find(before, id) == null ? find(known, id) : find(before, id);
    }

    private static @Nullable SenderNumber find(List<SenderNumber> numbers, String id) {
        return numbers.stream()
                .filter(number -> number.numberId().equals(id))
                .findFirst()
                .orElse(null);
    }
}
