package org.mfasender.platform.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AotCacheTest {

    private static final String MAPPED = "mixed mode, emulated-client, sharing";
    private static final String NOTHING_MAPPED = "mixed mode, emulated-client";

    @Test
    void aFunctionThatWasNotToHaveTheCacheMissesNone() {
        assertThat(AotCache.unused(Optional.empty(), MAPPED)).isEmpty();
        assertThat(AotCache.unused(Optional.empty(), NOTHING_MAPPED)).isEmpty();
    }

    @Test
    void theJvmHasRejectedTheCacheThatItHasNotMapped() {
        assertThat(AotCache.unused(Optional.of("GIVEN"), MAPPED)).isEmpty();
        assertThat(AotCache.unused(Optional.of("GIVEN"), NOTHING_MAPPED)).contains("REJECTED");
    }

    @Test
    void theWrapperSaysWhyItGaveNone() {
        assertThat(AotCache.unused(Optional.of("OTHER_JDK"), MAPPED)).contains("OTHER_JDK");
        assertThat(AotCache.unused(Optional.of("MISSING"), NOTHING_MAPPED)).contains("MISSING");
    }
}
