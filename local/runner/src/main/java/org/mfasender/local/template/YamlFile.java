package org.mfasender.local.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mfasender.local.template.Value.Intrinsic;
import org.mfasender.local.template.Value.Items;
import org.mfasender.local.template.Value.Members;
import org.mfasender.local.template.Value.Text;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns YAML with CloudFormation's short tags into {@link Value}s. */
final class YamlFile {
    private static final Set<Tag> PLAIN =
            Set.of(Tag.MAP, Tag.SEQ, Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP, Tag.NULL);

    /** The parser's own limit, 50, is for files of strangers. */
    private static final int MAX_ALIASES = 1_000;

    private final String name;

    private YamlFile(String name) {
        this.name = name;
    }

    static Members read(Path file) {
        String name = String.valueOf(file.getFileName());
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MAX_ALIASES);
        Node root;
        try (Reader reader = Files.newBufferedReader(file)) {
            root = new Yaml(options).compose(reader);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new TemplateException(name + " line " + line, "not YAML: " + e.getProblem());
        } catch (IOException e) {
            throw new TemplateException(
                    file.toString(), "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
        if (root == null) {
            throw new TemplateException(name, "is empty");
        }
        return new YamlFile(name).value(root, "").asMembers();
    }

    private Value value(Node node, String path) {
        String place = name + " line " + (node.getStartMark().getLine() + 1) + (path.isEmpty() ? "" : ", " + path);
        if (PLAIN.contains(node.getTag())) {
            return plain(node, path, place);
        }
        if (!node.getTag().getValue().startsWith("!")) {
            throw new TemplateException(place, "unsupported YAML tag " + node.getTag());
        }
        String tag = node.getTag().getValue().substring(1);
        String function = tag.equals("Ref") || tag.equals("Condition") ? tag : "Fn::" + tag;
        return new Intrinsic(function, plain(node, path, place), place);
    }

    private Value plain(Node node, String path, String place) {
        return switch (node) {
            case ScalarNode scalar -> new Text(scalar.getValue(), place);
            case SequenceNode sequence -> {
                List<Value> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    items.add(value(item, path + "[" + items.size() + "]"));
                }
                yield new Items(items, place);
            }
            case MappingNode mapping -> members(mapping, path, place);
            default -> throw new TemplateException(place, "unsupported YAML node");
        };
    }

    private Value members(MappingNode mapping, String path, String place) {
        Map<String, Value> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                throw new TemplateException(place, "a key must be a single value");
            }
            String key = keyNode.getValue();
            String memberPath = path.isEmpty() ? key : path + "." + key;
            if (members.put(key, value(tuple.getValueNode(), memberPath)) != null) {
                throw new TemplateException(
                        name + " line " + (keyNode.getStartMark().getLine() + 1), memberPath + " stands here twice");
            }
        }
        if (members.size() == 1) {
            Map.Entry<String, Value> only = members.entrySet().iterator().next();
            if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
                return new Intrinsic(only.getKey(), only.getValue(), place);
            }
        }
        return new Members(members, place);
    }
}
