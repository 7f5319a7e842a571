package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** The example of docs/terraform, applied. {@code RESTFUL_PROVIDER} is the folder with the provider's program. */
@ExtendWith(SharedLocalSystem.class)
@EnabledIf(
        value = "isInstalled",
        disabledReason =
                "NO TERRAFORM: put terraform on the path and the folder of terraform-provider-restful in RESTFUL_PROVIDER")
class TerraformE2E {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("project.root", "../..")).resolve("docs/terraform");
    private static final String PROVIDER = "RESTFUL_PROVIDER";
    private static final int CHANGES = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalSystem system;
    private final SenderApi api;
    private final SimulatedAccount account;
    private final Map<String, String> variables = new TreeMap<>();

    @TempDir
    Path folder;

    TerraformE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
        this.account = system.graph().world().newAccount().create();
    }

    static boolean isInstalled() {
        return terraform().isPresent()
                && Files.isDirectory(Path.of(System.getenv().getOrDefault(PROVIDER, "-")));
    }

    private static Optional<Path> terraform() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .map(each -> Path.of(each, "terraform"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @BeforeEach
    void prepare() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path configuration = Files.writeString(
                folder.resolve("terraform.rc"),
                "provider_installation {\n  dev_overrides { \"magodo/restful\" = \"" + System.getenv(PROVIDER)
                        + "\" }\n  direct {}\n}\n");
        variables.put("TF_CLI_CONFIG_FILE", configuration.toString());
        variables.put("CHECKPOINT_DISABLE", "1");
        variables.put("TF_VAR_api_url", system.httpUri().toString());
        variables.put("TF_VAR_environment_id", api.environment().toString());
        variables.put("TF_VAR_whatsapp_account_business_id", account.wabaId());
        variables.put("TF_VAR_app_id", account.appId());
        submit(account.userAccessToken());
    }

    @Test
    void createsUpdatesRestoresAndDestroys() throws Exception {
        assertThat(terraform(0, "apply", "-auto-approve")).contains("2 added").contains("status = \"READY\"");
        assertThat(serving("de-CH")).isEqualTo("de");
        terraform(0, "plan", "-detailed-exitcode");
        assertThat(stored())
                .doesNotContain(account.userAccessToken())
                .doesNotContain(account.appSecret())
                .contains("mfa_strong_authentication_v1");

        variables.put("TF_VAR_locales", "[\"en\", \"de\", \"fr\"]");
        terraform(0, "apply", "-auto-approve");
        assertThat(api.get().body().path("locales").valueStream().map(JsonNode::asText))
                .containsExactly("en", "de", "fr");
        terraform(0, "apply", "-auto-approve");
        terraform(0, "plan", "-detailed-exitcode");

        ObjectNode changed = SenderApi.body(account);
        changed.putArray("locales").add("en");
        api.put(changed);
        api.await(
                "the change by somebody else",
                sender -> sender.path("locales").size() == 1
                        && sender.at("/provisioning/status").asText().equals("SUCCEEDED"));
        assertThat(terraform(CHANGES, "plan", "-detailed-exitcode")).contains("sender will be updated in-place");
        terraform(0, "apply", "-auto-approve");
        assertThat(api.get().body().path("locales")).hasSize(3);

        // The provider's version 0.25.2 answers so instead of planning to create it again.
        removeContent("de-CH");
        assertThat(terraform(1, "plan")).contains("Missing Resource Identity After Read");
        terraform(0, "state", "rm", "restful_resource.swiss_german");
        terraform(0, "apply", "-auto-approve");
        assertThat(serving("de-CH")).isEqualTo("de");

        terraform(0, "destroy", "-auto-approve");
        assertThat(api.get().status()).isEqualTo(404);
    }

    @Test
    void refusedCredentialsFailAndDisturbNothing() throws Exception {
        submit("EAAwrong");
        assertThat(terraform(1, "apply", "-auto-approve")).contains("FAILED");
        submit(account.userAccessToken());
        assertThat(terraform(0, "apply", "-auto-approve")).contains("status = \"READY\"");

        submit("EAAwrong");
        assertThat(terraform(1, "apply", "-auto-approve")).contains("FAILED");
        assertThat(api.get().body().path("canSend").asBoolean()).isTrue();
        String renewed = system.graph().world().reissueToken(account).userAccessToken();
        submit(renewed);
        terraform(0, "apply", "-auto-approve");

        assertThat(api.get().body().has("candidate")).isFalse();
        assertThat(stored()).doesNotContain("EAAwrong", renewed, account.userAccessToken());
    }

    private void submit(String token) {
        variables.put(
                "TF_VAR_credentials",
                SenderApi.JSON
                        .createObjectNode()
                        .put("userAccessToken", token)
                        .put("appSecret", account.appSecret())
                        .toString());
    }

    private String serving(String locale) {
        return api.send("GET", template() + "/serving?locale=" + locale, null)
                .body()
                .at("/whatsAppTemplate/language")
                .asText();
    }

    private void removeContent(String locale) {
        String id = api.send("GET", template() + "/contents", null)
                .body()
                .at("/_embedded/contents")
                .valueStream()
                .filter(content -> content.path("locale").asText().equals(locale))
                .map(content -> content.path("id").asText())
                .findFirst()
                .orElseThrow();
        assertThat(api.send("DELETE", template() + "/contents/" + id, null).status())
                .isEqualTo(204);
    }

    private String template() {
        return "/v1/environments/" + api.environment() + "/templates/strong_authentication";
    }

    /** All that Terraform keeps. */
    private String stored() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(each -> each.getFileName().toString().contains("tfstate"))
                    .toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        }
    }

    /** Runs Terraform, and returns what it prints. */
    private String terraform(int exitCode, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(terraform().orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        builder.environment().put("TF_CLI_ARGS", "-no-color");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isEqualTo(exitCode);
        return printed;
    }
}
