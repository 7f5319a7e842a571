package org.mfasender.sender;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;

/** A number cannot send beside the selected one. */
final class FurtherNumbersRefusedException extends RuntimeException {

    private final transient List<SenderNumber> known;
    private final transient List<Refused> refused;

    /**
     * One of the numbers.
     *
     * @param position where the request lists it, from 0
     * @param number null when the account has none with this ID
     */
    record Refused(int position, @Nullable SenderNumber number) {}

    /** @param known the account's numbers */
    FurtherNumbersRefusedException(List<SenderNumber> known, List<Refused> refused) {
        super(refused.size() + " further numbers");
        this.known = List.copyOf(known);
        this.refused = List.copyOf(refused);
    }

    List<SenderNumber> known() {
        return known;
    }

    List<Refused> refused() {
        return refused;
    }
}
