package org.mfasender.platform.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessTokenTest {

    private static final String TOKEN = "EAAexampleSystemUserToken0001";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void theProofIsTheHmacOfTheTokenUnderTheSecret() {
        assertThat(AccessToken.signed(TOKEN, SECRET).proof())
                .contains("c25858da5d6519ec8b9a35a8d533a36623794fa598880a4ef0f46158fe0ee4b1");
    }

    @Test
    void withoutASecretThereIsNoProof() {
        assertThat(AccessToken.unsigned(TOKEN).proof()).isEmpty();
        assertThat(AccessToken.ofApp("845120037719402", SECRET).proof()).isEmpty();
    }

    @Test
    void theTokenOfAnAppIsIdAndSecretWithAPipe() {
        assertThat(AccessToken.ofApp("845120037719402", SECRET).value()).isEqualTo("845120037719402|" + SECRET);
    }
}
