package org.mfasender.local.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;

class TemplateDeletionIT extends WithTemplates {
    @Test
    void deletesByNameAndBlocksTheNameForThirtyDays() {
        create(good(), "a", "en").isOk();
        create(good(), "a", "de").isOk();
        clock.advance(REVIEW);
        assertThat(delete(good(), path(good()) + "?name=a").isOk().json()).isEqualTo(parse("{\"success\": true}"));
        Answer blocked = create(good(), "a", "en");
        blocked.isCode(400, 100, 2388023);
        assertThat(blocked.error().path("error_user_msg").asText()).contains("Try again in 4 weeks");
        clock.advance(Duration.ofDays(13));
        assertThat(create(good(), "a", "en").error().path("error_user_msg").asText())
                .contains("in 17 days");
        clock.advance(Duration.ofDays(17));
        create(good(), "a", "en").isOk();
    }

    @Test
    void deletesOneLanguageOrSeveralIdsOrNothing() {
        String english = created("a", "en");
        String german = created("a", "de");
        String other = created("b", "de");
        delete(good(), path(good()) + "?name=a&hsm_id=" + english).isOk();
        delete(good(), path(good()) + "?hsm_ids=" + encode("[\"" + german + "\",\"999\"]"))
                .isCode(400, 100, 0);
        assertThat(listed(good(), "id")).containsExactly(german, other);
        delete(good(), path(good()) + "?hsm_ids=" + encode("[\"" + german + "\",\"" + other + "\"]"))
                .isOk();
        delete(good(), path(good()) + "?name=a").isCode(400, 100, 0);
    }

    @Test
    void blocksTheNameInAllLanguagesForAnotherCategory() {
        graph.world().addTemplate(waba(good()), "a", "en", "UTILITY", "APPROVED");
        delete(good(), path(good()) + "?name=a").isOk();
        upsert(good(), "a", List.of("fr")).isCode(400, 100, 2388023);
        template("b", "APPROVED");
        delete(good(), path(good()) + "?name=b").isOk();
        upsert(good(), "b", List.of("fr", "en")).isCode(400, 100, 2388023);
        upsert(good(), "b", List.of("fr")).isOk();
    }

    @Test
    void waitsForMessagesInFlight() {
        waba(good()).deletionDelay(Duration.ofHours(1));
        create(good(), "a", "en").isOk();
        clock.advance(REVIEW);
        delete(good(), path(good()) + "?name=a").isOk();
        assertThat(statusOf(good(), "a")).isEqualTo("PENDING_DELETION");
        create(good(), "a", "en").isCode(400, 100, 2388023);
        upsert(good(), "a", List.of("en")).isCode(400, 100, 2388023);
        delete(good(), path(good()) + "?name=a").isOk();
        clock.advance(Duration.ofHours(1));
        assertThat(list(good(), "name=a").json().path("data")).isEmpty();
        upsert(good(), "a", List.of("en")).isCode(400, 100, 2388023);
        clock.advance(Duration.ofDays(30));
        upsert(good(), "a", List.of("en")).isOk();
    }

    @Test
    void blocksNoNameThatWasNotApproved() {
        create(good(), "a", "en").isOk();
        delete(good(), path(good()) + "?name=a").isOk();
        create(good(), "a", "en").isOk();
    }

    @Test
    void deletesNeitherDisabledTemplatesNorThoseOfDirectSend() {
        template("a", "DISABLED");
        delete(good(), path(good()) + "?name=a").isCode(400, 100, 0);
        SimulatedAccount account = graph.accounts().named("direct-send-names");
        delete(account, path(account) + "?name=mfa_device_pairing_v1").isCode(400, 100, 2388330);
        assertThat(waba(account).templates().size()).isEqualTo(2);
    }

    @Test
    void rejectsAnUnknownNameWithASubcodeWhereSwitchedOn() {
        delete(good(), path(good()) + "?name=a").isCode(400, 100, 0);
        graph.world().turnOn(Behaviour.UNKNOWN_TEMPLATE_HAS_SUBCODE);
        delete(good(), path(good()) + "?name=a").isCode(400, 100, 2593002);
    }
}
