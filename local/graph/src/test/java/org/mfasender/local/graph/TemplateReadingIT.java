package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.graph.world.AuthenticationContent;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.Marks;
import org.mfasender.local.graph.world.Template;

class TemplateReadingIT extends WithTemplates {
    private Template put(Template template) {
        waba(good()).templates().put(template);
        return template;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APPROVED",
                "PENDING",
                "REJECTED",
                "PAUSED",
                "DISABLED",
                "IN_APPEAL",
                "PENDING_DELETION",
                "DELETED",
                "LIMIT_EXCEEDED",
                "ARCHIVED"
            })
    void showsEveryStatus(String status) {
        template("a", status);
        assertThat(statusOf(good(), "a")).isEqualTo(status);
        boolean sendable = list(good(), "fields=health_status")
                .json()
                .at("/data/0/health_status/can_send_message")
                .asText()
                .equals("AVAILABLE");
        assertThat(sendable).isEqualTo(status.equals("APPROVED"));
    }

    @Test
    void showsTheFormerAndTheCorrectCategory() {
        String id = put(template("a", "APPROVED")
                        .withMarks(marks -> marks.withCorrectCategory("UTILITY").withQualityScore("YELLOW")))
                .id();
        String fields = "category,previous_category,correct_category,quality_score";
        assertThat(read(good(), id, fields)).isEqualTo(parse("""
                {"id": "%s", "category": "AUTHENTICATION", "correct_category": "UTILITY",
                 "quality_score": {"score": "YELLOW", "date": 1795420800}}""".formatted(id)));
        put(waba(good()).templates().find(id).orElseThrow().movedTo("UTILITY"));
        JsonNode moved = read(good(), id, fields);
        assertThat(moved.path("category").asText()).isEqualTo("UTILITY");
        assertThat(moved.path("previous_category").asText()).isEqualTo("AUTHENTICATION");
        assertThat(moved.has("correct_category")).isFalse();
        upsert(good(), "a", List.of("de")).isCode(400, 100, 0);
    }

    @Test
    void filtersBySource() {
        put(template("a", "APPROVED").withMarks(marks -> marks.withSource(Marks.DIRECT_SEND)));
        create(good(), "b", "en").isOk();
        assertThat(texts(list(good(), "source=AUTO_GENERATED").json().path("data"), "name"))
                .containsExactly("a");
        assertThat(texts(list(good(), "source=manual").json().path("data"), "name"))
                .containsExactly("b");
    }

    @Test
    void returnsTheTimeToLiveOrNot() {
        String set = created("b", "en");
        String unset = template("a", "APPROVED").id();
        assertThat(read(good(), set, "message_send_ttl_seconds").path("message_send_ttl_seconds"))
                .isEqualTo(parse("300"));
        assertThat(read(good(), unset, "message_send_ttl_seconds").has("message_send_ttl_seconds"))
                .isFalse();
        graph.world().turnOn(Behaviour.DEFAULT_TTL_READS_600);
        assertThat(read(good(), unset, "message_send_ttl_seconds").path("message_send_ttl_seconds"))
                .isEqualTo(parse("600"));
        graph.world().turnOn(Behaviour.READ_BACK_WITHOUT_TTL);
        assertThat(read(good(), set, "message_send_ttl_seconds").has("message_send_ttl_seconds"))
                .isFalse();
    }

    @Test
    void omitsAFalseSecurityRecommendationWhereSwitchedOn() {
        String id = put(template("a", "APPROVED")
                        .withContent(new AuthenticationContent(false, 5, "COPY_CODE", null, null, List.of()), null))
                .id();
        String body = "/components/0/add_security_recommendation";
        assertThat(read(good(), id, "components").at(body)).isEqualTo(parse("false"));
        graph.world().turnOn(Behaviour.READ_BACK_WITHOUT_FALSE_SECURITY);
        assertThat(read(good(), id, "components").at(body).isMissingNode()).isTrue();
    }

    @Test
    void omitsSecurityAndMinutesWhereSwitchedOn() {
        String id = put(template("a", "APPROVED")
                        .withContent(new AuthenticationContent(true, 5, "COPY_CODE", null, null, List.of()), null))
                .id();
        JsonNode whole = read(good(), id, "components");
        assertThat(whole.at("/components/0/add_security_recommendation")).isEqualTo(parse("true"));
        assertThat(whole.at("/components/1/code_expiration_minutes")).isEqualTo(parse("5"));
        graph.world().turnOn(Behaviour.READ_BACK_WITHOUT_SECURITY);
        graph.world().turnOn(Behaviour.READ_BACK_WITHOUT_MINUTES);
        JsonNode less = read(good(), id, "components");
        assertThat(less.at("/components/0").has("add_security_recommendation")).isFalse();
        assertThat(less.at("/components/1").has("code_expiration_minutes")).isFalse();
        assertThat(less.at("/components/1/text")).isEqualTo(whole.at("/components/1/text"));
        assertThat(less.at("/components/2/buttons/0/url").asText()).contains("code_expiration_minutes=5");
    }

    @Test
    void listsNewTemplatesLaterWhereSwitchedOn() {
        graph.world().turnOn(Behaviour.NEW_TEMPLATES_ARE_LISTED_LATER);
        String id = created("a", "en");
        JsonNode first = list(good(), "summary=total_count").json();
        assertThat(first.path("data")).isEmpty();
        assertThat(first.at("/summary/total_count").asInt()).isZero();
        get(good(), "/" + id).isOk();
        assertThat(created("a", "en")).isEqualTo(id);
        clock.advance(Duration.ofSeconds(5));
        assertThat(list(good(), "summary=total_count").json().path("data")).hasSize(1);
    }

    @Test
    void listsFewerThanItCountsWhereSwitchedOn() {
        for (String name : List.of("a", "b", "c")) {
            graph.world().addTemplate(waba(good()), name, "en", "UTILITY", "APPROVED");
        }
        graph.world().turnOn(Behaviour.LISTS_LACK_TEMPLATES);
        JsonNode all = list(good(), "fields=name&summary=total_count").json();
        assertThat(texts(all.path("data"), "name")).containsExactly("a", "c");
        assertThat(all.at("/summary/total_count").asInt()).isEqualTo(3);
        assertThat(list(good(), "name=b").json().path("data")).hasSize(1);
    }

    @Test
    void ignoresTheSourceWhereSwitchedOn() {
        graph.world().addTemplate(waba(good()), "a", "en", "UTILITY", "APPROVED");
        assertThat(list(good(), "source=MANUAL").json().path("data")).hasSize(1);
        assertThat(list(good(), "source=AUTO_GENERATED").json().path("data")).isEmpty();
        graph.world().turnOn(Behaviour.MANUAL_SOURCE_IS_EMPTY);
        assertThat(list(good(), "source=MANUAL").json().path("data")).isEmpty();
        graph.world().turnOn(Behaviour.SOURCE_FILTER_IS_IGNORED);
        assertThat(list(good(), "source=AUTO_GENERATED").json().path("data")).hasSize(1);
    }

    @Test
    void listsTwentyFiveRowsAndAtMostAHundred() {
        for (int i = 0; i < 101; i++) {
            graph.world().addTemplate(waba(good()), "t" + i, "en", "UTILITY", "APPROVED");
        }
        assertThat(list(good(), "fields=id").json().path("data")).hasSize(25);
        JsonNode largest = list(good(), "fields=id&limit=200").json();
        assertThat(largest.path("data")).hasSize(100);
        assertThat(largest.at("/paging/next").asText()).contains("after=");
        assertThat(list(good(), "limit=1&summary=message_template_count").json().path("summary"))
                .isEqualTo(parse("{\"total_count\": 101, \"message_template_count\": 101}"));
        assertThat(list(good(), "limit=1").json().has("summary")).isFalse();
    }
}
