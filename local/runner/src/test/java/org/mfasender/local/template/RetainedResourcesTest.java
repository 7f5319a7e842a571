package org.mfasender.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Items;
import org.mfasender.local.template.Value.Members;
import org.mfasender.local.template.Value.Text;

/** What outlives the stack, is in nobody's way then, and comes back by an import. */
class RetainedResourcesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", "../.."));
    private static final String TABLE = "SenderTable";
    private static final String KEY = "KMSMasterKeyId";

    private final Members resources = resources("template.yaml");

    @Test
    void theTableAndItsKeyStayUnlessTheFirstDeploymentFails() {
        Map<String, String> policies = new TreeMap<>();
        resources.members().forEach((logicalId, resource) -> {
            Value policy = resource.asMembers().get("DeletionPolicy");
            if (policy != null) {
                policies.put(logicalId, policy.asText());
                assertThat(resource.asMembers().require("UpdateReplacePolicy").asText())
                        .as(logicalId)
                        .isEqualTo("Retain");
            }
        });

        // A rollback could not delete the table, which is protected, and would fail itself.
        assertThat(policies).containsOnly(Map.entry(TABLE, "Retain"), Map.entry("DataKey", "RetainExceptOnCreate"));
        assertThat(property(TABLE, "DeletionProtectionEnabled").asText()).isEqualTo("true");
    }

    @Test
    void whatStaysHasNoNameThatANewStackWantsToo() {
        for (String logicalId : new String[] {TABLE, "MessagesTable", "DataKey", "HashSecret"}) {
            assertThat(resources
                            .require(logicalId)
                            .asMembers()
                            .orEmpty("Properties")
                            .members())
                    .as(logicalId)
                    .doesNotContainKeys("TableName", "Name");
        }
    }

    @Test
    void theTemplateForTheImportHasTheSameTable() {
        Members imported = resources("docs/retained.yaml");

        assertThat(imported.members()).containsOnlyKeys(TABLE);
        Map<String, String> table = flat(imported.require(TABLE));
        String key = "/Properties/SSESpecification/" + KEY;
        assertThat(table.remove(key)).isEqualTo("Ref KeyArn");
        Map<String, String> own = flat(resources.require(TABLE));
        own.remove(key);
        assertThat(table).isEqualTo(own);
    }

    private Value property(String logicalId, String name) {
        return resources.require(logicalId).asMembers().orEmpty("Properties").require(name);
    }

    private static Members resources(String template) {
        return YamlFile.read(ROOT.resolve(template)).require("Resources").asMembers();
    }

    /** Texts by path. */
    private static Map<String, String> flat(Value value) {
        Map<String, String> texts = new TreeMap<>();
        flatten("", value, texts);
        return texts;
    }

    private static void flatten(String path, Value value, Map<String, String> texts) {
        switch (value) {
            case Members map -> map.members().forEach((name, member) -> flatten(path + "/" + name, member, texts));
            case Items list -> {
                for (int i = 0; i < list.items().size(); i++) {
                    flatten(path + "/" + i, list.items().get(i), texts);
                }
            }
            case Intrinsic call ->
                texts.put(path, call.function() + (call.argument() instanceof Text text ? " " + text.text() : ""));
            default -> texts.put(path, value.asText());
        }
    }
}
