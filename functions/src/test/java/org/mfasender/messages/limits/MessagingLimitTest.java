package org.mfasender.messages.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.messages.recipients.RecipientReader;

class MessagingLimitTest {

    @ParameterizedTest
    @CsvSource({"TIER_50, 50", "TIER_250, 250", "TIER_2K, 2000", "TIER_10K, 10000", "TIER_100K, 100000", "2000, 2000"})
    void aTierIsANumberOfRecipients(String tier, int recipients) {
        assertThat(MessagingLimit.of(tier)).isEqualTo(new MessagingLimit(recipients));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"TIER_UNLIMITED", "UNTIERED", "TIER_NOT_SET", "", "TIER_1M", "TIER_99999999999"})
    void anyOtherWordIsNoLimit(String tier) {
        assertThat(MessagingLimit.of(tier)).isEqualTo(MessagingLimit.UNKNOWN);
    }

    @Test
    void countriesAreAllowedByNameOrAll() throws Exception {
        RecipientReader reader = new RecipientReader();
        AllowedCountries some = new AllowedCountries(List.of("AT", "US"));

        assertThat(some.allows(reader.read("+43 660 5550100"))).isTrue();
        assertThat(some.allows(reader.read("+1 212 555 0100"))).isTrue();
        assertThat(some.allows(reader.read("+1 876 555 0100"))).isFalse();
        assertThat(new AllowedCountries(List.of()).allows(reader.read("+1 876 555 0100")))
                .isTrue();
    }
}
