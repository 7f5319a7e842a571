package org.mfasender.firstaccount;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private final Redaction redaction = new Redaction();

    @Test
    void knownValuesAreReplacedByTheirNames() {
        redaction.hide("very secret", "token");
        redaction.hide("secret", "App Secret");

        assertThat(redaction.of("a very secret text, no secretary")).isEqualTo("a {token} text, no {App Secret}ary");
    }

    @Test
    void aNameIsNoPartOfAWord() {
        redaction.hideWord("local", "stack");

        assertThat(redaction.of("/aws/local/read of locales")).isEqualTo("/aws/{stack}/read of locales");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EAAsimulatedToken0",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJqYW5lIn0.",
                "ASIAABCDEFGHIJKLMNOP",
                "jane.doe@example.com",
                "+43 660 5550100",
                "+1 (555) 555-0100",
                "436605550100",
                "123456789012",
                "3f0c8f5e-6a55-4c5a-9f1e-0a6b1c2d3e4f",
                "000000000000000000000000000000ab"
            })
    void whateverLooksLikeASecretANumberOrAnIdIsReplaced(String value) {
        assertThat(redaction.of("before " + value + " after")).matches("before \\{\\w+} after");
    }

    @Test
    void wordsCountsAndTimesStay() {
        String text = "200 READY: 24 alarms at 2026-11-26T14:20:00Z by docs/decisions/0042-a-role.md";

        assertThat(redaction.of(text)).isEqualTo(text);
    }
}
