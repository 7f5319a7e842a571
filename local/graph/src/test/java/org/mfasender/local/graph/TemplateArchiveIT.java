package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Json;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;

class TemplateArchiveIT extends WithTemplates {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration KEPT = Duration.ofDays(28);

    private Template template(String name, String status) {
        return graph.world().addTemplate(waba(good()), name, "en", "AUTHENTICATION", status);
    }

    private Answer call(String version, String what, List<String> ids) {
        return send(
                "POST",
                version + path(good()) + "/" + what,
                good().userAccessToken(),
                "{\"hsm_ids\": " + Json.strings(ids) + "}");
    }

    @Test
    void archivesAndBringsBackInTheFormerStatus() {
        String approved = template("a", "APPROVED").id();
        String rejected = template("r", "REJECTED").id();
        assertThat(call("", "archive", List.of(approved, rejected)).isOk().json())
                .isEqualTo(parse("""
                        {"archived_templates": ["%s", "%s"], "failed_templates": {}}""".formatted(approved, rejected)));
        assertThat(texts(list(good(), "fields=status").json().path("data"), "status"))
                .containsExactly("ARCHIVED", "ARCHIVED");
        assertThat(read(good(), approved, "health_status")
                        .at("/health_status/can_send_message")
                        .asText())
                .isEqualTo("BLOCKED");
        assertThat(call("/v26.0", "unarchive", List.of(approved, rejected))
                        .isOk()
                        .json())
                .isEqualTo(parse("""
                        {"unarchived_templates": ["%s", "%s"], "failed_templates": {}}""".formatted(approved, rejected)));
        assertThat(texts(list(good(), "fields=status").json().path("data"), "status"))
                .containsExactly("APPROVED", "REJECTED");
    }

    @Test
    void tellsWhyOthersFail() {
        String paused = template("p", "PAUSED").id();
        assertThat(call("", "archive", List.of(paused, "4711")).isOk().json()).isEqualTo(parse("""
                        {"archived_templates": [], "failed_templates": {
                          "%s": "Only approved or rejected templates can be archived",
                          "4711": "Template not found"}}""".formatted(paused)));
        assertThat(call("", "unarchive", List.of(paused)).isOk().json()).isEqualTo(parse("""
                        {"unarchived_templates": [], "failed_templates": {"%s": "Template is not archived"}}""".formatted(paused)));
    }

    @Test
    void takesUpToAHundredIds() {
        List<String> ids =
                IntStream.rangeClosed(1, 101).mapToObj(String::valueOf).toList();
        call("", "archive", ids).isCode(400, 100, 0);
        call("", "archive", ids.subList(1, 101)).isOk();
        call("", "archive", List.of()).isCode(400, 100, 0);
    }

    @Test
    void needsTheRightToWriteTemplates() {
        SimulatedAccount viewer = graph.accounts().named("employee-view-only");
        post(viewer, path(viewer) + "/archive", "{\"hsm_ids\": [\"1\"]}").isCode(403, 200, 0);
    }

    @Test
    void archivesByItselfAfterTwelveMonthsWithoutActivityAndDeletesFourWeeksLater() {
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
    void catchesUpWhenTimeLeaps() {
        String id = template("a", "APPROVED").id();
        clock.advance(YEAR.plus(KEPT));
        get(good(), "/" + id).isCode(400, 100, 33);
        assertThat(waba(good()).templates().size()).isZero();
    }

    @Test
    void countsTheYearFromTheLastActivity() {
        String edited = template("e", "APPROVED").id();
        String archived = template("a", "ARCHIVED").id();
        clock.advance(Duration.ofDays(27));
        post(good(), "/" + edited, "{\"components\": " + COMPONENTS + "}").isOk();
        call("", "unarchive", List.of(archived)).isOk();
        clock.advance(YEAR);
        assertThat(texts(list(good(), "fields=status").json().path("data"), "status"))
                .containsExactly("APPROVED", "APPROVED");
    }

    @Test
    void keepsArchivedTemplatesFromUpsertsUnlessTurnedOn() {
        upsert(good(), "a", List.of("en")).isOk();
        clock.advance(REVIEW);
        call("", "archive", texts(list(good(), "fields=id").json().path("data"), "id"))
                .isOk();
        assertThat(texts(upsert(good(), "a", List.of("en")).isOk().json().path("data"), "status"))
                .containsExactly("ARCHIVED");
        graph.world().turnOn(Behaviour.UPSERT_REVIVES_ARCHIVED);
        assertThat(texts(upsert(good(), "a", List.of("en")).isOk().json().path("data"), "status"))
                .containsExactly("APPROVED");
        assertThat(statusOf(good(), "a")).isEqualTo("APPROVED");
    }
}
