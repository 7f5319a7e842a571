package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;

class TemplateArchiveIT extends WithTemplates {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration KEPT = Duration.ofDays(28);

    private void archive(String name) {
        control("POST", "/accounts/good-one-number/templates", "{\"status\": \"ARCHIVED\", \"name\": \"" + name + "\"}")
                .isOk();
    }

    @Test
    void archivesOnDemand() {
        String id = template("a", "APPROVED").id();
        template("r", "REJECTED");
        archive("a");
        archive("r");
        assertThat(listed(good(), "status")).containsExactly("ARCHIVED", "ARCHIVED");
        assertThat(read(good(), id, "health_status")
                        .at("/health_status/can_send_message")
                        .asText())
                .isEqualTo("BLOCKED");
    }

    @Test
    void archivesAfterTwelveMonthsWithoutActivityAndDeletesFourWeeksLater() {
        template("a", "APPROVED");
        clock.advance(YEAR);
        assertThat(statusOf(good(), "a")).isEqualTo("APPROVED");
        clock.advance(Duration.ofSeconds(1));
        assertThat(statusOf(good(), "a")).isEqualTo("ARCHIVED");
        clock.advance(KEPT.minusSeconds(2));
        assertThat(statusOf(good(), "a")).isEqualTo("ARCHIVED");
        clock.advance(Duration.ofSeconds(1));
        assertThat(list(good(), "name=a").json().path("data")).isEmpty();
        create(good(), "a", "en").isCode(400, 100, 2388023);
    }

    @Test
    void catchesUpWhenTheClockLeaps() {
        String id = template("a", "APPROVED").id();
        clock.advance(YEAR.plus(KEPT));
        get(good(), "/" + id).isCode(400, 100, 33);
        assertThat(waba(good()).templates().size()).isZero();
    }

    @Test
    void countsTheYearFromTheLastActivity() {
        String edited = template("e", "APPROVED").id();
        create(good(), "a", "en").isOk();
        clock.advance(REVIEW);
        archive("a");
        clock.advance(Duration.ofDays(27));
        post(good(), "/" + edited, "{\"components\": " + COMPONENTS + "}").isOk();
        graph.world().turnOn(Behaviour.UPSERT_REVIVES_ARCHIVED);
        create(good(), "a", "en").isOk();
        clock.advance(YEAR);
        assertThat(listed(good(), "status")).containsExactly("APPROVED", "APPROVED");
    }

    @Test
    void keepsArchivedTemplatesFromUpsertsUnlessSwitchedOn() {
        create(good(), "a", "en").isOk();
        clock.advance(REVIEW);
        archive("a");
        assertThat(texts(create(good(), "a", "en").isOk().json().path("data"), "status"))
                .containsExactly("ARCHIVED");
        graph.world().turnOn(Behaviour.UPSERT_REVIVES_ARCHIVED);
        assertThat(texts(create(good(), "a", "en").isOk().json().path("data"), "status"))
                .containsExactly("APPROVED");
        assertThat(statusOf(good(), "a")).isEqualTo("APPROVED");
    }

    @Test
    void restoresTheFormerStatus() {
        template("r", "REJECTED");
        archive("r");
        graph.world().turnOn(Behaviour.UPSERT_REVIVES_ARCHIVED);
        // Unchanged contents, so that the upsert does no more than restore.
        upsert(
                        good(),
                        body("r", "en")
                                .replace("minutes\": 5", "minutes\": 10")
                                .replace("\"message_send_ttl_seconds\": 300,", ""))
                .isOk();
        assertThat(statusOf(good(), "r")).isEqualTo("REJECTED");
    }
}
