package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

class TemplateEditIT extends WithTemplates {
    @Test
    void editsAnApprovedTemplateOnceADayAndTenTimesAMonth() {
        String id = created("a", "en");
        edit(id, 1).isCode(400, 100, 0);
        clock.advance(REVIEW);
        for (int i = 1; i <= 10; i++) {
            assertThat(edit(id, i).isOk().json())
                    .isEqualTo(parse("{\"success\": true, \"id\": \"" + id
                            + "\", \"name\": \"a\", \"category\": \"AUTHENTICATION\"}"));
            edit(id, 90).isCode(400, 100, 0);
            clock.advance(Duration.ofDays(1));
        }
        edit(id, 11).isCode(400, 100, 0);
        JsonNode read = get(good(), "/" + id + "?fields=status,components").json();
        assertThat(read.path("status").asText()).isEqualTo("APPROVED");
        assertThat(read.at("/components/1/code_expiration_minutes").asInt()).isEqualTo(10);
        clock.advance(Duration.ofDays(21));
        edit(id, 11).isOk();
    }

    private Answer edit(String id, int minutes) {
        return post(
                good(),
                "/" + id,
                "{\"components\": " + COMPONENTS.replace("minutes\": 5", "minutes\": " + minutes) + "}");
    }

    @Test
    void editsRejectedTemplatesWithoutLimitAndReviewsThemAgain() {
        String rejected = template("a", "REJECTED").id();
        edit(rejected, 1).isOk();
        assertThat(statusOf(good(), "a")).isEqualTo("PENDING");
        clock.advance(REVIEW);
        assertThat(statusOf(good(), "a")).isEqualTo("APPROVED");
    }

    @Test
    void returnsLessWhereSwitchedOn() {
        String id = created("a", "en");
        clock.advance(REVIEW);
        graph.world().turnOn(Behaviour.EDIT_ANSWERS_SUCCESS_ALONE);
        assertThat(edit(id, 1).isOk().json()).isEqualTo(parse("{\"success\": true}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"DISABLED", "IN_APPEAL", "PENDING_DELETION", "DELETED", "LIMIT_EXCEEDED", "ARCHIVED", "PENDING"})
    void rejectsInAnyOtherStatus(String status) {
        String id = template("a", status).id();
        edit(id, 1).isCode(400, 100, 0);
    }

    @Test
    void editsAPausedTemplateWhichIsApprovedAgainAtOnce() {
        String id = template("a", "PAUSED").id();
        edit(id, 1).isOk();
        assertThat(statusOf(good(), "a")).isEqualTo("APPROVED");
        // The edit of a paused template does not count, so that one more is allowed on the same day.
        edit(id, 2).isOk();
        edit(id, 3).isCode(400, 100, 0);
    }

    @Test
    void rejectsTemplatesOfDirectSend() {
        SimulatedAccount account = graph.accounts().named("direct-send-names");
        String id = waba(account).templates().list().getFirst().id();
        post(account, "/" + id, "{\"components\": " + COMPONENTS + "}").isCode(400, 100, 2388318);
    }
}
