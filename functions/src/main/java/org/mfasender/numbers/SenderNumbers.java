package org.mfasender.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an account.
 *
 * @param listed as last listed at Meta, and the selected one even when Meta lists it no more
 * @param selectedId Meta's ID of the number that sends; null when none is selected
 */
public record SenderNumbers(
        List<SenderNumber> listed, @Nullable String selectedId) {

    public static final SenderNumbers NONE = new SenderNumbers(List.of(), null);

    public SenderNumbers {
        listed = List.copyOf(listed);
    }

    public Optional<SenderNumber> selected() {
        return listed.stream()
                .filter(number -> number.numberId().equals(selectedId))
                .findFirst();
    }

    public SenderNumbers selecting(String numberId) {
        return new SenderNumbers(listed, numberId);
    }

    /**
     * The numbers as just listed. One that vanished stays, marked, as long as it is selected. When none is selected and exactly one is
     * usable, that one is.
     */
    public SenderNumbers relisted(List<SenderNumber> now) {
        List<SenderNumber> known = new ArrayList<>(now);
        selected()
                .filter(selected ->
                        now.stream().noneMatch(number -> number.numberId().equals(selected.numberId())))
                .map(SenderNumber::gone)
                .ifPresent(known::add);
        List<SenderNumber> usable = now.stream().filter(SenderNumber::usable).toList();
        boolean onlyChoice = selectedId == null && usable.size() == 1;
        return new SenderNumbers(known, onlyChoice ? usable.getFirst().numberId() : selectedId);
    }
}
