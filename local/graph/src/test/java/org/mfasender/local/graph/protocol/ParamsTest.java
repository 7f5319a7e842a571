package org.mfasender.local.graph.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParamsTest {
    @Test
    void readsQueryAndBodyAndPrefersTheBody() {
        Params params = Params.of("a=1&b=2", "application/json", "{\"b\": 3, \"c\": [\"x\"]}");
        assertThat(params.text("a")).contains("1");
        assertThat(params.integer("b")).contains(3);
        assertThat(params.list("c")).containsExactly("x");
        assertThat(params.text("d")).isEmpty();
    }

    @Test
    void readsListsInEveryForm() {
        assertThat(Params.of("a=x,y", null, "").list("a")).containsExactly("x", "y");
        assertThat(Params.of("a=%5B%22x%22%2C%22y%22%5D", null, "").list("a")).containsExactly("x", "y");
        assertThat(Params.of(null, "application/x-www-form-urlencoded", "a=x").list("a"))
                .containsExactly("x");
    }

    @Test
    void rejectsValuesOfAnotherType() {
        assertThatThrownBy(() -> Params.of("a=x", null, "").integer("a")).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> Params.of("a=%5Bx", null, "").json("a")).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> Params.of(null, null, "[]")).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> Params.of(null, null, "").required("a"))
                .hasMessage("(#100) The parameter a is required.");
    }

    @Test
    void changesOneValueOfTheQuery() {
        assertThat(Params.of("fields=id%2Cname&before=x", null, "").queryWith(Map.of("after", "y="), "before"))
                .isEqualTo("fields=id%2Cname&after=y%3D");
    }

    @Test
    void servesEndedVersionsWithTheOldestSupportedOne() {
        assertThat(ApiVersions.serving("v19.0", Instant.parse("2026-05-20T00:00:00Z")))
                .contains("v19.0");
        assertThat(ApiVersions.serving("v19.0", Instant.parse("2026-05-21T00:00:00Z")))
                .contains("v20.0");
        assertThat(ApiVersions.serving("v20.0", Instant.parse("2026-11-23T00:00:00Z")))
                .contains("v21.0");
        assertThat(ApiVersions.serving("v28.0", Instant.parse("2026-11-23T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void servesAVersionFromItsReleaseOn() {
        Instant before = Instant.parse("2026-11-03T00:00:00Z");
        assertThat(ApiVersions.serving("v27.0", before)).isEmpty();
        assertThat(ApiVersions.newest(before)).isEqualTo("v26.0");
        Instant after = Instant.parse("2026-11-04T00:00:00Z");
        assertThat(ApiVersions.serving("v27.0", after)).contains("v27.0");
        assertThat(ApiVersions.serving("v26.0", after)).contains("v26.0");
        assertThat(ApiVersions.newest(after)).isEqualTo("v27.0");
    }
}
