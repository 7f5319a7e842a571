package org.mfasender.local.graph.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.World;

class AuthenticationTest {
    @Test
    void computesTheProofOfMetasExample() {
        assertThat(Authentication.proofOf("0123456789abcdef0123456789abcdef", "EAAexampleSystemUserToken0001"))
                .isEqualTo("c25858da5d6519ec8b9a35a8d533a36623794fa598880a4ef0f46158fe0ee4b1");
    }

    @Test
    void omitsTheMinutesInTheUrlWithoutFooter() {
        assertThat(new ReadBack(new World(() -> Instant.EPOCH, Duration.ZERO))
                        .components(AuthenticationContent.copyCode(null), "en")
                        .at("/1/buttons/0/url")
                        .asText())
                .isEqualTo("https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}");
    }

    @Test
    void knowsAllLanguages() {
        assertThat(Languages.ALL).hasSize(111).doesNotHaveDuplicates();
    }
}
