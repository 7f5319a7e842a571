package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;

/** What Meta was seen to do with templates in the field: it needs no further version, and a refusal is in words. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class TemplateFieldCasesE2E {

    private final LocalSystem system;
    private final SenderApi api;
    private final SimulatedAccount account;
    private final Waba waba;

    TemplateFieldCasesE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
        this.account = system.graph().world().newAccount().create();
        this.waba = system.graph().world().waba(account.wabaId());
    }

    /** T08 and L2: an answer without the templates, and own templates that read back with less than was sent, or later. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "UPSERT_ANSWERS_SUCCESS_ALONE",
                "READ_BACK_WITHOUT_MINUTES",
                "READ_BACK_WITHOUT_SECURITY",
                "READ_BACK_WITHOUT_TTL",
                "NEW_TEMPLATES_ARE_LISTED_LATER"
            })
    void whatMetaLeavesOutNeedsNoFurtherVersion(Behaviour behaviour) {
        system.graph().world().turnOn(behaviour);
        try {
            api.put(account);
            api.awaitStatus("READY");
            startAgain();
        } finally {
            system.graph().world().turnOff(behaviour);
        }

        assertThat(waba.templates().list())
                .extracting(Template::name)
                .containsExactlyInAnyOrder("mfa_device_pairing_v1", "mfa_strong_authentication_v1");
    }

    /** T09: Meta answers an empty list and creates nothing. */
    @Test
    void whatMetaLeavesOutWithoutAWordIsSaidInWords() {
        waba.refuseLanguages(Set.of("en"));
        system.graph().world().turnOn(Behaviour.UPSERT_LEAVES_OUT_SILENTLY);
        try {
            api.put(account);
            JsonNode refused = api.awaitStatus("ACTION_REQUIRED");

            JsonNode check = Checks.check(refused, "provision-templates", "templatesCreated");
            assertThat(check.path("message").asText())
                    .contains("device_pairing in en (left out by Meta without a reason)")
                    .doesNotContain("REFUSED");
            assertThat(check.has("meta")).isFalse();
            assertThat(check.path("remedy").asText()).contains("try again another day");
        } finally {
            system.graph().world().turnOff(Behaviour.UPSERT_LEAVES_OUT_SILENTLY);
        }
    }

    /** B2: the same name and language twice, one of them being deleted, whichever Meta lists first. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatIsBeingDeletedHidesNoOtherOfItsName(boolean first) {
        api.put(account);
        api.awaitStatus("READY");
        List<Template> good = waba.templates().list();
        for (Template template : good) {
            if (first) {
                waba.templates().remove(template, null);
            }
            system.graph()
                    .world()
                    .addTemplate(waba, template.name(), template.language(), "AUTHENTICATION", "PENDING_DELETION");
            if (first) {
                waba.templates().put(template);
            }
        }

        JsonNode ready = startAgain();

        assertThat(waba.templates().list()).hasSize(4).containsAll(good);
        assertThat(ready.path("canSend").asBoolean()).isTrue();
        JsonNode serving = new ContentsApi(api).serving("en", null).body();
        assertThat(good)
                .extracting(Template::id)
                .contains(serving.at("/whatsAppTemplate/id").asText());
    }

    /** The account after a second run of the same request. */
    private JsonNode startAgain() {
        api.put(account, "Idempotency-Key", UUID.randomUUID().toString());
        return api.awaitReady(2);
    }
}
