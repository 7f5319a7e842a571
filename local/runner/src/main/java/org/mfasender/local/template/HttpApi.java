package org.mfasender.local.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mfasender.local.template.Value.Members;

/**
 * An {@code AWS::Serverless::HttpApi}, as far as it says who may call: by the operations of its {@code DefinitionBody}, into which SAM
 * puts the routes of the functions' events, and by {@code Auth} for operations that say nothing.
 */
final class HttpApi {
    private static final Set<String> KNOWN = Set.of(
            "AccessLogSettings",
            "Auth",
            "DefinitionBody",
            "DefaultRouteSettings",
            "DisableExecuteApiEndpoint",
            "RouteSettings");
    private static final String IAM = "AWS_IAM";
    private static final String DEFAULT_PATH = "$default";
    private static final String ANY_METHOD = "x-amazon-apigateway-any-method";

    private final Members body;
    private final boolean signedByDefault;

    /** Reads resolved properties. */
    HttpApi(Members properties) {
        Members auth = properties
                .onlyKnows(KNOWN)
                .orEmpty("Auth")
                .onlyKnows(Set.of("EnableIamAuthorizer", "DefaultAuthorizer"));
        Value authorizer = auth.get("DefaultAuthorizer");
        if (authorizer != null && !authorizer.asText().equals(IAM)) {
            throw authorizer.error("only AWS_IAM is supported");
        }
        if (authorizer != null && !auth.require("EnableIamAuthorizer").asText().equals("true")) {
            throw auth.error("AWS_IAM has to be enabled");
        }
        this.signedByDefault = authorizer != null;
        this.body = properties.orEmpty("DefinitionBody").onlyKnows(Set.of("openapi", "info", "components", "paths"));
    }

    /** Who may call the route. */
    Authorization authorization(HttpRoute route) {
        Members path = body.orEmpty("paths").orEmpty(path(route));
        Members operation = path.orEmpty(method(route)).onlyKnows(Set.of("security"));
        Value security = operation.get("security");
        if (security == null) {
            return signedByDefault ? new Authorization.Signed() : new Authorization.Open();
        }
        List<Value> alternatives = security.asItems();
        if (alternatives.isEmpty()) {
            return new Authorization.Open();
        }
        if (alternatives.size() != 1
                || alternatives.getFirst().asMembers().members().size() != 1) {
            throw security.error("expected exactly one security scheme");
        }
        Map.Entry<String, Value> requirement = alternatives
                .getFirst()
                .asMembers()
                .members()
                .entrySet()
                .iterator()
                .next();
        List<String> scopes =
                requirement.getValue().asItems().stream().map(Value::asText).toList();
        if (requirement.getKey().equals(IAM) && signedByDefault) {
            return new Authorization.Signed();
        }
        return token(requirement.getKey(), scopes, security);
    }

    /** Refuses operations to which no function's event belongs. */
    void check(Set<HttpRoute> routes) {
        body.orEmpty("paths")
                .members()
                .forEach((path, operations) -> operations.asMembers().members().forEach((method, operation) -> {
                    if (routes.stream()
                            .noneMatch(route ->
                                    path(route).equals(path) && method(route).equals(method))) {
                        throw operation.error("no function has this route");
                    }
                }));
    }

    private Authorization.Token token(String scheme, List<String> scopes, Value at) {
        Value declared = body.orEmpty("components").orEmpty("securitySchemes").get(scheme);
        if (declared == null) {
            throw at.error("there is no security scheme " + scheme);
        }
        Members authorizer = declared.asMembers()
                .onlyKnows(Set.of("type", "x-amazon-apigateway-authorizer"))
                .require("x-amazon-apigateway-authorizer")
                .asMembers()
                .onlyKnows(Set.of("type", "identitySource", "jwtConfiguration"));
        require(authorizer, "type", "jwt");
        require(authorizer, "identitySource", "$request.header.Authorization");
        Members configuration =
                authorizer.require("jwtConfiguration").asMembers().onlyKnows(Set.of("issuer", "audience"));
        return new Authorization.Token(
                configuration.require("issuer").asText(),
                configuration.require("audience").asItems().stream()
                        .map(Value::asText)
                        .toList(),
                scopes);
    }

    private static void require(Members members, String name, String supported) {
        Value value = members.require(name);
        if (!value.asText().equals(supported)) {
            throw value.error("only " + supported + " is supported");
        }
    }

    private static String path(HttpRoute route) {
        return route.path().isEmpty() ? DEFAULT_PATH : route.path();
    }

    private static String method(HttpRoute route) {
        return route.method().isEmpty() || route.method().equals("ANY")
                ? ANY_METHOD
                : route.method().toLowerCase(Locale.ROOT);
    }
}
