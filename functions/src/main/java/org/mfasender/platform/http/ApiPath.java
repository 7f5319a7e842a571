package org.mfasender.platform.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of the HTTP API and their methods, as template.yaml routes them: for links, and to distinguish a wrong method from a wrong path. */
public enum ApiPath {
    ENVIRONMENT(Bases.ENVIRONMENT, "GET"),
    SENDER(Bases.ENVIRONMENT + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp", "GET, PUT, DELETE"),
    CANDIDATE(SENDER.template + "/candidate", "DELETE"),
    RUNS(SENDER.template + "/runs", "POST"),
    RUN(RUNS.template + "/{generation}", "DELETE"),
    REGISTRATION(SENDER.template + "/numbers/{numberId}/registration", "POST"),
    SENDING(SENDER.template + "/sending", "GET, PUT"),
    HISTORY(SENDER.template + "/history", "GET"),
    READINESS(SENDER.template + "/readiness", "GET"),
    HEALTH(SENDER.template + "/health", "GET"),
    CHECKS(SENDER.template + "/checks", "POST"),
    SENDER_KEYS(SENDER.template + "/senderKeys", "GET, POST"),
    SENDER_KEY(SENDER_KEYS.template + "/{keyId}", "GET, DELETE"),
    PLAN(SENDER.template + "/templates/plan", "POST"),
    POLICIES(Bases.ENVIRONMENT + "/deviceAuthenticationPolicies", "GET, POST"),
    POLICY(POLICIES.template + "/{policyId}", "GET, PUT, DELETE"),
    TEMPLATES(Bases.ENVIRONMENT + "/templates", "GET"),
    TEMPLATE(TEMPLATES.template + "/{templateName}", "GET"),
    SERVING(TEMPLATE.template + "/serving", "GET"),
    CONTENTS(TEMPLATE.template + "/contents", "GET, POST"),
    CONTENT(CONTENTS.template + "/{contentId}", "GET, PUT, DELETE"),
    PREVIEW(CONTENT.template + "/preview", "GET"),
    MESSAGES(TEMPLATE.template + "/messages", "POST"),
    MESSAGE(Bases.ENVIRONMENT + "/messages/{messageId}", "GET"),
    WEBHOOK_ADDRESSES(SENDER.template + "/webhooks", "GET"),
    SENDERS("/v1/senders", "GET"),
    /** Meta's, and open to anyone: what comes here is signed. */
    WEBHOOKS("/v1/webhooks/{appId}", "GET, POST"),
    /** Identity products', and open to anyone: what comes here has a sender key. */
    HOOK("/v1/hooks/{environmentId}/{product}", "POST"),
    HOOK_OF_PURPOSE(HOOK.template + "/{templateName}", "POST"),
    OUTCOME(MESSAGE.template + "/outcome", "POST"),
    TEST_MESSAGE(SENDER.template + "/testMessage", "POST");

    /** An HTTP API routes {@code /path/} apart from {@code /path}, and takes no route that ends so: a greedy variable that is empty does. */
    static final String FINAL_SLASH = "slash";

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    private final String template;
    private final String methods;
    private final Pattern pattern;

    ApiPath(String template, String methods) {
        this.template = template;
        this.methods = methods;
        this.pattern = Pattern.compile(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    /** The path that a request has, with or without a final slash; it is percent-decoded. */
    public static Optional<ApiPath> of(String path) {
        String plain = withoutFinalSlash(path);
        return Arrays.stream(values())
                .filter(known -> known.pattern.matcher(plain).matches())
                .findFirst();
    }

    static String withoutFinalSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The paths of its routes: without and with a final slash. */
    public List<String> routes() {
        return List.of(template, template + "/{" + FINAL_SLASH + "+}");
    }

    boolean has(String method) {
        return List.of(methods.split(", ")).contains(method);
    }

    /** As template.yaml writes it, e.g. {@code /v1/environments/{environmentId}/templates}. */
    public String template() {
        return template;
    }

    /** As the header {@code Allow} lists them. */
    public String methods() {
        return methods;
    }

    /** The path with a value for each variable, in their order; values need no encoding. */
    public String href(Object... values) {
        String href = template;
        for (Object value : values) {
            href = VARIABLE.matcher(href).replaceFirst(Matcher.quoteReplacement(value.toString()));
        }
        return href;
    }

    private static final class Bases {
        static final String ENVIRONMENT = "/v1/environments/{environmentId}";
    }
}
