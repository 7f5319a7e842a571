package org.mfasender.local.template;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mfasender.local.template.Value.Intrinsic;

/** The limits that routes have of their own at the gateway. */
public final class Throttles {

    private Throttles() {}

    /** By route key, the names of the parameters that set them. */
    public static Map<String, Set<String>> read(Path template) {
        Map<String, Set<String>> limits = new TreeMap<>();
        YamlFile.read(template)
                .require("Resources")
                .asMembers()
                .require("HttpApi")
                .asMembers()
                .require("Properties")
                .asMembers()
                .require("RouteSettings")
                .asMembers()
                .members()
                .forEach((route, settings) -> limits.put(
                        route,
                        settings.asMembers().members().values().stream()
                                .map(limit -> ((Intrinsic) limit).argument().asText())
                                .collect(Collectors.toSet())));
        return limits;
    }
}
