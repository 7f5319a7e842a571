package org.mfasender.local.template;

/**
 * A route of the HTTP API.
 *
 * @param method an upper-case HTTP method or {@code ANY}; empty for the catch-all route
 * @param path such as {@code /pets/{petId}} or {@code /files/{path+}}; empty for the catch-all route
 */
public record HttpRoute(String method, String path) {
    /** The route that takes what no other route takes. */
    public static final HttpRoute DEFAULT = new HttpRoute("", "");

    /** The route's name in an event: {@code GET /pets/{petId}} or {@code $default}. */
    public String routeKey() {
        return path.isEmpty() ? "$default" : method + " " + path;
    }
}
