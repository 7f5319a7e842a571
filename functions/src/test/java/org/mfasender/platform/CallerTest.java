package org.mfasender.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallerTest {

    @Test
    void aTokensClientNamesTheCallerAndNotItsUser() {
        assertThat(new Caller("user", "client", null).name()).contains("client");
    }

    @Test
    void aTokenWithoutAClientIsNamedByItsSubject() {
        assertThat(new Caller("user", null, null).name()).contains("user");
    }

    @Test
    void aSignedCallIsNamedByItsPrincipal() {
        assertThat(new Caller(null, null, "arn:aws:iam::123456789012:role/ops").name())
                .contains("arn:aws:iam::123456789012:role/ops");
    }

    @Test
    void nobodyKnownHasNoName() {
        assertThat(Caller.UNKNOWN.name()).isEmpty();
    }
}
