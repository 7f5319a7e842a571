package org.mfasender.numbers;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.PhoneNumber;

/**
 * A sender number of the WhatsApp Business Account.
 *
 * @param phone as Meta last described it
 * @param available false when the account no longer has the number
 * @param reasons in plain words, why it cannot send passcodes; empty when it can
 * @param warnings in plain words, what deserves attention although it is usable
 * @param createdAt when this system first saw it
 */
public record SenderNumber(
        PhoneNumber phone, boolean available, List<String> reasons, List<String> warnings, Instant createdAt) {

    private static final int FEWEST_NATIONAL_DIGITS = 5;
    private static final int STANDARD_THROUGHPUT = 80;
    private static final int HIGH_THROUGHPUT = 1000;
    private static final int COEXISTENCE_THROUGHPUT = 20;

    public SenderNumber {
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }

    /** Meta's phone number ID. */
    public String numberId() {
        return phone.id();
    }

    /** Display form, e.g. {@code +43 660 5550100}; empty when Meta did not say. */
    public String number() {
        return Objects.requireNonNullElse(phone.displayPhoneNumber(), "");
    }

    /** Whether it can send passcodes now. */
    public boolean usable() {
        return reasons.isEmpty();
    }

    /** Whether it is not registered with Meta's Cloud API, which is the last of what is missing. */
    public boolean registrationRequired() {
        return available && NumberUsability.isUnregistered(phone);
    }

    /** Who has to act so that it can send, or because of the warnings; null when nobody has to. */
    public @Nullable Actor actor() {
        return available ? NumberUsability.actor(phone) : Actor.ADMINISTRATOR;
    }

    /** How many messages a second Meta takes from it. Source: Meta, "Throughput". */
    public int messagesPerSecond() {
        if (Boolean.TRUE.equals(phone.onBusinessApp())) {
            return COEXISTENCE_THROUGHPUT;
        }
        return "HIGH".equals(phone.throughputLevel()) ? HIGH_THROUGHPUT : STANDARD_THROUGHPUT;
    }

    SenderNumber gone() {
        return new SenderNumber(
                phone, false, List.of("The number has gone from the WhatsApp Business Account."), List.of(), createdAt);
    }

    /** Whether {@code written} is this number in any spelling: blanks, dashes, parentheses and a missing plus don't matter. */
    public boolean isWritten(String written) {
        String digits = digitsOf(written);
        return !digits.isEmpty() && digits.equals(digitsOf(number()));
    }

    /** Whether {@code written} is this number without its country code. */
    public boolean isWrittenNationally(String written) {
        String digits = digitsOf(written);
        String national = digits.startsWith("0") ? digits.substring(1) : digits;
        return national.length() >= FEWEST_NATIONAL_DIGITS && digitsOf(number()).endsWith(national);
    }

    private static String digitsOf(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
