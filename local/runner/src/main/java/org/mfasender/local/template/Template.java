package org.mfasender.local.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A SAM template with every parameter, reference and global resolved.
 *
 * @param parameters values by name
 * @param functions in the order of the template
 * @param stateMachines in the order of the template
 * @param tables in the order of the template
 * @param streams what functions are called with by Lambda itself
 * @param schedules what they are called with again and again
 * @param secrets that are generated, in the order of the template
 * @param authorizations who may call each route of the functions
 */
public record Template(
        Map<String, String> parameters,
        List<FunctionDefinition> functions,
        List<StateMachineDefinition> stateMachines,
        List<TableDefinition> tables,
        List<StreamMapping> streams,
        List<ScheduleDefinition> schedules,
        List<SecretDefinition> secrets,
        Map<HttpRoute, Authorization> authorizations) {
    /** Copies the collections. */
    public Template {
        parameters = Map.copyOf(parameters);
        functions = List.copyOf(functions);
        stateMachines = List.copyOf(stateMachines);
        tables = List.copyOf(tables);
        streams = List.copyOf(streams);
        schedules = List.copyOf(schedules);
        secrets = List.copyOf(secrets);
        authorizations = Map.copyOf(authorizations);
    }

    /**
     * Reads and resolves a template.
     *
     * @param file template.yaml; files that it names are looked for beside it
     * @param parameters values other than the defaults, by parameter name
     * @throws TemplateException when anything in it is not understood, missing or forbidden by its own rules
     */
    public static Template read(Path file, Map<String, String> parameters, Surroundings surroundings) {
        return new TemplateReader(YamlFile.read(file), file, parameters, surroundings).read();
    }

    /** The function of that logical id. */
    public FunctionDefinition function(String logicalId) {
        return functions.stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The template has no function " + logicalId));
    }

    /** Every route of the HTTP API. */
    public Set<HttpRoute> routes() {
        return authorizations.keySet();
    }

    /** Who may call the route. */
    public Authorization authorization(HttpRoute route) {
        Authorization authorization = authorizations.get(route);
        if (authorization == null) {
            throw new IllegalArgumentException("The template has no route " + route.routeKey());
        }
        return authorization;
    }
}
