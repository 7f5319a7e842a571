package org.mfasender.numbers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an account.
 *
 * @param listing reference of the numbers as last listed at Meta, which are stored apart; null before they were listed
 * @param selected the number that sends, as last listed; null when none is selected
 * @param unmoved the numbers of an account that 0.1.0 stored, until it is written again
 * @param requested the number that is to be selected when it is listed and can send; null when none was asked for, or it was selected
 * @param further the numbers over which messages are spread beside the selected one, as last listed
 */
public record SenderNumbers(
        @Nullable String listing,
        @Nullable SenderNumber selected,
        List<SenderNumber> unmoved,
        @Nullable NumberChoice requested,
        List<SenderNumber> further) {

    public static final SenderNumbers NONE = new SenderNumbers(null, null, List.of());

    public SenderNumbers {
        unmoved = List.copyOf(unmoved);
        further = List.copyOf(further);
    }

    /** Numbers of which none was asked for before they were listed, and one sends at most. */
    public SenderNumbers(@Nullable String listing, @Nullable SenderNumber selected, List<SenderNumber> unmoved) {
        this(listing, selected, unmoved, null, List.of());
    }

    /** Numbers that are not listed yet, of which one is to be selected. */
    public static SenderNumbers wanting(@Nullable SenderNumber selected) {
        return new SenderNumbers(null, selected, List.of());
    }

    public @Nullable String selectedId() {
        return selected == null ? null : selected.numberId();
    }

    public boolean areListed() {
        return listing != null || !unmoved.isEmpty();
    }

    /** Whether a number is selected, and it or a further one can send. */
    public boolean canSend() {
        return !pool().isEmpty();
    }

    /** The numbers that messages are sent from: of the selected one and the further ones, those that can send. */
    public List<SenderNumber> pool() {
        return selected == null
                ? List.of()
                : Stream.concat(Stream.of(selected), further.stream())
                        .filter(SenderNumber::usable)
                        .toList();
    }

    /** The selected number and the further ones, also those that cannot send; not those that the account no longer has. */
    public List<SenderNumber> chosen() {
        return Stream.concat(Stream.ofNullable(selected), further.stream())
                .filter(SenderNumber::available)
                .toList();
    }

    public SenderNumbers selecting(@Nullable SenderNumber number) {
        return new SenderNumbers(listing, number, unmoved, null, without(number, further));
    }

    /** With these numbers beside the selected one, in the place of those that were. */
    public SenderNumbers spreadingOver(List<SenderNumber> numbers) {
        return new SenderNumbers(listing, selected, unmoved, requested, without(selected, numbers));
    }

    private static List<SenderNumber> without(@Nullable SenderNumber number, List<SenderNumber> numbers) {
        return number == null
                ? numbers
                : numbers.stream()
                        .filter(other -> !other.numberId().equals(number.numberId()))
                        .toList();
    }

    /** With a number that is to be selected, in the place of one that was to be. */
    public SenderNumbers requesting(NumberChoice number) {
        return new SenderNumbers(listing, selected, unmoved, number, further);
    }

    public SenderNumbers movedTo(String reference) {
        return new SenderNumbers(reference, selected, List.of(), requested, further);
    }

    /**
     * The numbers as just listed. The one that was asked for is selected if it can send, and waits for the next list if not. A selected
     * number that vanished stays selected, marked, and so does a further one. When none is selected or asked for and exactly one is usable, that one is.
     *
     * @param former the numbers whose selection counts where this one has none, and whose further numbers
     */
    public SenderNumbers relisted(String reference, List<SenderNumber> now, SenderNumbers former) {
        Optional<SenderNumber> met =
                requested == null ? Optional.empty() : requested.among(now).filter(SenderNumber::usable);
        List<SenderNumber> beside = (further.isEmpty() ? former.further : further)
                .stream().map(number -> current(number, now)).toList();
        if (met.isPresent()) {
            return new SenderNumbers(reference, met.get(), List.of(), null, without(met.get(), beside));
        }
        SenderNumber wanted = Optional.ofNullable(selected).orElse(former.selected);
        SenderNumber next = wanted != null ? current(wanted, now) : requested == null ? onlyUsable(now) : null;
        return new SenderNumbers(reference, next, List.of(), requested, without(next, beside));
    }

    /** The same numbers chosen, as they were just listed. */
    public SenderNumbers seenIn(List<SenderNumber> now) {
        return new SenderNumbers(
                listing,
                selected == null ? null : current(selected, now),
                unmoved,
                requested,
                further.stream().map(number -> current(number, now)).toList());
    }

    private static SenderNumber current(SenderNumber wanted, List<SenderNumber> now) {
        return now.stream()
                .filter(number -> number.numberId().equals(wanted.numberId()))
                .findFirst()
                .orElseGet(wanted::gone);
    }

    private static @Nullable SenderNumber onlyUsable(List<SenderNumber> now) {
        List<SenderNumber> usable = now.stream().filter(SenderNumber::usable).toList();
        return usable.size() == 1 ? usable.getFirst() : null;
    }

    /** Those that are listed, and the selected one even when it is not. */
    public List<SenderNumber> with(List<SenderNumber> listed) {
        boolean complete =
                selected == null || listed.stream().anyMatch(number -> Objects.equals(number.numberId(), selectedId()));
        return complete
                ? listed
                : Stream.concat(listed.stream(), Stream.of(selected)).toList();
    }
}
