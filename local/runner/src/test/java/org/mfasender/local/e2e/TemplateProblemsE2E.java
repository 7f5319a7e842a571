package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.protocol.RecordedRequest;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.templates.Locales;

/** What people run into with templates, and what the account shows then. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class TemplateProblemsE2E {

    private final LocalSystem system;
    private final SenderApi api;

    TemplateProblemsE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    @Test
    void anAccountThatMayNotHoldTemplatesYetKeepsEverythingElseAndIsCompletedLater() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .waba((Waba waba) -> waba.allowAuthentication(false)
                        .set("business_verification_status", "not_verified")
                        .set("whatsapp_business_manager_messaging_limit", "TIER_250"))
                .create();
        api.put(account);

        JsonNode refused = api.awaitStatus("NOT_ELIGIBLE");

        JsonNode check = Checks.check(refused, "provision-templates", "templatesEligible");
        assertThat(check.path("remedy").asText()).contains("verified", "2,000", "test account");
        assertThat(check.at("/meta/code").asInt()).isEqualTo(10);
        assertThat(check.at("/meta/subcode").asInt()).isEqualTo(2388185);
        assertThat(refused.at("/numbers/0/selected").asBoolean()).isTrue();

        system.graph().world().waba(account.wabaId()).allowAuthentication(true);
        ObjectNode again = SenderApi.body(account);
        again.remove(List.of("userAccessToken", "appSecret"));
        api.put(again);
        api.awaitStatus("READY");
    }

    @Test
    void aTestNumberIsNoSender() {
        api.put(system.graph().accounts().named("sandbox-number"));

        JsonNode refused = api.awaitStatus("ACTION_REQUIRED");

        assertThat(Checks.check(refused, "list-numbers", "senderNumber")
                        .path("message")
                        .asText())
                .contains("test number");
        assertThat(writes("sandbox-number")).isEmpty();
    }

    @Test
    void noTextOfOurOwnIsSubmitted() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("READY");

        assertThat(system.graph().requests())
                .filteredOn(
                        request -> request.path().equals("/v26.0/" + account.wabaId() + "/upsert_message_templates"))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.body()).doesNotContain("\"text\"", "autofill_text"));
    }

    @ParameterizedTest
    @CsvSource({
        // account, version that is bound, how many are created
        "own-names-same-content,   v1, 0",
        "own-names-other-content,  v2, 2",
        "own-names-other-category, v2, 2",
        "archived-templates,       v2, 2",
        "deleted-names,            v2, 2",
        "direct-send-names,        v2, 2"
    })
    void aNameThatExistsIsAdoptedOrLeftAlone(String name, String version, int created) {
        SimulatedAccount account = system.graph().accounts().named(name);
        List<Template> before =
                system.graph().world().waba(account.wabaId()).templates().list();
        api.put(account);

        JsonNode ready = api.awaitStatus("READY");

        assertThat(bound(ready))
                .containsExactlyInAnyOrder("mfa_device_pairing_" + version, "mfa_strong_authentication_" + version);
        assertThat(system.graph().world().waba(account.wabaId()).templates().list())
                .hasSize(before.size() + created)
                .containsAll(before);
    }

    @Test
    void nothingIsEverDeletedOrEditedAtMeta() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("READY");
        for (int minutes : new int[] {5, 4}) {
            ObjectNode changed = SenderApi.body(account);
            changed.putObject("templates").putObject("device_pairing").put("codeExpirationMinutes", minutes);
            api.put(changed);
            api.await(
                    "other templates",
                    resource -> resource.at("/templates/device_pairing/codeExpirationMinutes")
                                            .asInt()
                                    == minutes
                            && resource.at("/provisioning/status").asText().equals("SUCCEEDED"));
        }
        JsonNode ready = api.awaitStatus("READY");
        api.delete();

        assertThat(bound(ready)).containsExactlyInAnyOrder("mfa_device_pairing_v3", "mfa_strong_authentication_v1");
        assertThat(system.graph().requests())
                .filteredOn(request -> request.path().contains(account.wabaId())
                        || request.path().contains(id(ready)))
                .filteredOn(request -> !request.method().equals("GET"))
                .filteredOn(request -> !request.path().endsWith("/upsert_message_templates"))
                .extracting(request -> request.method() + " " + request.path().replaceFirst("/v[0-9.]+/", ""))
                .as("besides templates that are created: the link, made once and taken back")
                .containsExactly(
                        "POST " + account.wabaId() + "/subscribed_apps",
                        "DELETE " + account.wabaId() + "/subscribed_apps");
        assertThat(system.graph().requests())
                .filteredOn(request -> request.path().endsWith("/upsert_message_templates"))
                .allMatch(request -> request.method().equals("POST"));
    }

    @Test
    void refusalsReadTheSameInEveryLanguageOfTheAccount() {
        SenderApi other = new SenderApi(system.httpUri());
        for (Locale language : List.of(Locale.GERMAN, Locale.ENGLISH)) {
            SimulatedAccount account = system.graph()
                    .world()
                    .newAccount()
                    .waba((Waba waba) -> waba.allowAuthentication(false).language(language))
                    .create();
            (language.equals(Locale.GERMAN) ? api : other).put(account);
        }

        String german = message(api.awaitStatus("NOT_ELIGIBLE"));
        assertThat(german).isEqualTo(message(other.awaitStatus("NOT_ELIGIBLE"))).startsWith("Meta does not allow");
    }

    /** Meta refuses a message whose button lacks the passcode by code 131008. */
    @Test
    void aMessageIsBuiltForTheSenderWithThePasscodeInBodyAndButton() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        ObjectNode body = SenderApi.body(account);
        body.putArray("locales").add("en-US").add("pt");
        api.put(body);
        api.awaitStatus("READY");

        JsonNode message = new ContentsApi(api).serving("pt-PT", null).body().path("message");

        assertThat(message.at("/template/name").asText()).isEqualTo("mfa_device_pairing_v1");
        assertThat(message.at("/template/language/code").asText()).isEqualTo("pt_BR");
        assertThat(stream(message.at("/template/components"))
                        .map(component -> component.path("type").asText() + " "
                                + component.at("/parameters/0/text").asText()))
                .containsExactly("body {passcode}", "button {passcode}");
    }

    @Test
    void theExactLanguageIsKept() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        ObjectNode body = SenderApi.body(account);
        body.putArray("locales").add("en-US").add("pt");
        api.put(body);

        JsonNode ready = api.awaitStatus("READY");

        assertThat(stream(ready.path("whatsAppTemplates"))
                        .map(template -> template.path("language").asText()))
                .containsOnly("en_US", "pt_BR");
    }

    @Test
    void rejectedTemplatesAreShownWithMetasReason() {
        api.put(system.graph().accounts().named("templates-rejected"));

        JsonNode rejected = api.awaitStatus("ACTION_REQUIRED");

        assertThat(stream(rejected.path("whatsAppTemplates")))
                .allSatisfy(template -> {
                    assertThat(template.path("state").asText()).isEqualTo("REJECTED");
                    assertThat(template.path("rejectedReason").asText()).isEqualTo("INVALID_FORMAT");
                })
                .filteredOn(template -> !template.path("contents").isEmpty())
                .as("one for each purpose, if not the first version: other environments have tried the same account")
                .hasSize(2);
    }

    @Test
    void oneRejectedLanguageIsAWarningAndTheOthersAreUsable() {
        SimulatedAccount account = system.graph().accounts().named("one-language-rejected");
        ObjectNode body = SenderApi.body(account);
        body.putArray("locales").add("en").add("fr").add("de");
        api.put(body);

        JsonNode ready = api.awaitEnd();

        assertThat(ready.path("status").asText()).isEqualTo("READY");
        JsonNode check = Checks.check(ready, "provision-templates", "templatesUsable");
        assertThat(check.path("status").asText()).isEqualTo("WARNING");
        assertThat(check.path("message").asText())
                .contains("rejected", "mfa_device_pairing_v1 in fr (tag content mismatch)");
        assertThat(ready.at("/templates/device_pairing/states").toString()).isEqualTo("{\"USABLE\":2,\"REJECTED\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "PAUSED, PAUSED, has paused",
        "LIMIT_EXCEEDED, LIMIT_EXCEEDED, over a limit",
        "SOMETHING_NEW, UNKNOWN, something new"
    })
    void whatMetaStopsIsNoticedByTheNextRun(String status, String state, String words) {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("READY");
        Waba waba = system.graph().world().waba(account.wabaId());
        Reported.awaitAll(system);
        Reported.awaitLater();
        waba.templates()
                .list()
                .forEach(template ->
                        waba.templates().put(template.withLife(life -> life.in(status, Instant.now(), null))));

        api.put(account, "Idempotency-Key", UUID.randomUUID().toString());

        JsonNode stopped = api.awaitStatus("ACTION_REQUIRED");
        assertThat(stopped.at("/templates/device_pairing/states/" + state).asInt())
                .isEqualTo(1);
        assertThat(Checks.check(stopped, "provision-templates", "templatesUsable")
                        .path("message")
                        .asText())
                .contains(words);
    }

    /** Meta edits and deletes no disabled template. */
    @Test
    void whatMetaDisablesIsReplacedByTheNextRun() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("READY");
        Waba waba = system.graph().world().waba(account.wabaId());
        Reported.awaitAll(system);
        Reported.awaitLater();
        waba.templates()
                .list()
                .forEach(template ->
                        waba.templates().put(template.withLife(life -> life.in("DISABLED", Instant.now(), null))));

        JsonNode plan = api.send("POST", api.path() + "/templates/plan", null).body();
        JsonNode pairing = plan.at("/templates/device_pairing");
        assertThat(pairing.path("states").toString()).as("as Meta has it now").isEqualTo("{\"DISABLED\":1}");
        assertThat(pairing.at("/languages/0/action").asText()).isEqualTo("NEW_VERSION");
        assertThat(pairing.at("/languages/0/reason").asText()).isEqualTo("DISABLED");
        api.put(account, "Idempotency-Key", UUID.randomUUID().toString());

        JsonNode ready =
                api.await("the next version", resource -> bound(resource).contains("mfa_device_pairing_v2"));
        assertThat(bound(ready)).containsExactlyInAnyOrder("mfa_device_pairing_v2", "mfa_strong_authentication_v2");
        api.awaitStatus("READY");
    }

    @Test
    void aPlanShowsEachTemplateAsMetaHasItNow() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitStatus("READY");
        Waba waba = system.graph().world().waba(account.wabaId());
        waba.templates()
                .list()
                .forEach(template ->
                        waba.templates().put(template.withLife(life -> life.in("PAUSED", Instant.now(), null))));

        JsonNode pairing =
                api.send("POST", api.path() + "/templates/plan", null).body().at("/templates/device_pairing");

        assertThat(pairing.at("/languages/0/state").asText()).isEqualTo("PAUSED");
        assertThat(pairing.path("states").toString()).isEqualTo("{\"PAUSED\":1}");
    }

    /** Environments of one account, and one that is deleted and made again, use the same templates. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void severalAppsNeedNoVersionOfTheirOwn(boolean repeated) {
        SimulatedAccount account = system.graph().world().newAccount().create();
        ObjectNode body = SenderApi.body(account);
        ObjectNode button =
                body.putObject("templates").putObject("strong_authentication").putObject("button");
        ArrayNode apps = button.put("type", "ONE_TAP").putArray("supportedApps");
        apps.addObject().put("packageName", "com.example.pay").put("signatureHash", "U4hoZi+kgMN");
        apps.addObject().put("packageName", "com.example.pay.dev").put("signatureHash", "K8a/AINcGX7");
        if (repeated) {
            system.graph().world().turnOn(Behaviour.APPS_READ_BACK_REPEATED);
        }
        try {
            for (SenderApi each : List.of(api, new SenderApi(system.httpUri()), new SenderApi(system.httpUri()))) {
                assertThat(each.put(body)
                                .body()
                                .at("/templates/strong_authentication/notices/0/code")
                                .asText())
                        .isEqualTo("ANDROID_HANDSHAKE");
                JsonNode ready = each.awaitStatus("READY");
                assertThat(bound(ready))
                        .containsExactlyInAnyOrder("mfa_device_pairing_v1", "mfa_strong_authentication_v1");
                assertThat(stream(ready.path("whatsAppTemplates"))
                                .filter(template ->
                                        template.path("otpType").asText().equals("ONE_TAP"))
                                .map(template -> template.path("supportedApps")))
                        .containsExactly(apps);
                each.delete();
            }
            api.put(body);
            api.awaitStatus("READY");
        } finally {
            system.graph().world().turnOff(Behaviour.APPS_READ_BACK_REPEATED);
        }
        assertThat(system.graph().world().waba(account.wabaId()).templates().list())
                .hasSize(2);
    }

    @Test
    void whatDoesNotFitIsNamedWithTheLimit() {
        SimulatedAccount account = system.graph()
                .world()
                .newAccount()
                .waba((Waba waba) -> waba.templateLimit(3))
                .create();
        ObjectNode body = SenderApi.body(account);
        body.putArray("locales").add("en").add("de");
        api.put(body);

        JsonNode ready = api.awaitEnd();

        assertThat(ready.path("status").asText()).isEqualTo("READY");
        JsonNode check = Checks.check(ready, "provision-templates", "templatesCreated");
        assertThat(check.path("status").asText()).isEqualTo("WARNING");
        assertThat(check.path("message").asText())
                .contains("as many templates as it may", "strong_authentication in de");
    }

    @Test
    void whatMayNotBeCreatedThisHourIsShownWithItsTime() {
        SimulatedAccount account = system.graph().world().newAccount().create();
        ObjectNode body = SenderApi.body(account);
        body.set("locales", SenderApi.JSON.valueToTree(Locales.META_LANGUAGES));
        api.put(body);

        JsonNode waiting = api.await(
                "a step that waits",
                resource -> Checks.step(resource, "provision-templates")
                                .path("status")
                                .asText()
                                .equals("WAITING")
                        && resource.path("status").asText().equals("READY"));

        JsonNode step = Checks.step(waiting, "provision-templates");
        assertThat(step.path("message").asText()).contains("still to be created", ": 122, the next on ");
        assertThat(stream(waiting.at("/templates/strong_authentication/languages"))
                        .filter(language -> language.has("notBefore")))
                .hasSize(61);
        assertThat(waiting.path("whatsAppTemplates")).hasSize(100);
        api.delete();
    }

    private static List<String> bound(JsonNode resource) {
        return stream(resource.path("whatsAppTemplates"))
                .filter(template -> !template.path("contents").isEmpty())
                .map(template -> template.path("name").asText())
                .toList();
    }

    private static String id(JsonNode resource) {
        return resource.at("/whatsAppTemplates/0/id").asText();
    }

    private static String message(JsonNode resource) {
        return Checks.check(resource, "provision-templates", "templatesEligible")
                .path("message")
                .asText();
    }

    private List<RecordedRequest> writes(String account) {
        String wabaId = system.graph().accounts().named(account).wabaId();
        return system.graph().requests().stream()
                .filter(request ->
                        !request.method().equals("GET") && request.path().contains(wabaId))
                .toList();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
