package org.mfasender.local.graph.node;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mfasender.local.graph.messages.Messages;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.NodeType;

/** Which class answers which call. A new call is one class and one line here. */
final class Routes {
    private static final String GET = "GET";
    private static final String POST = "POST";
    private static final String DELETE = "DELETE";

    private final Map<Key, Route> routes = new HashMap<>();

    /** A node's type by name (empty for paths that name no node), the method, and the edge (empty for the node). */
    private record Key(String type, String method, String edge) {}

    /** The endpoint of a call, and the access that it needs. */
    record Route(Endpoint endpoint, Access access) {}

    Routes(Authentication authentication, Messages messages, Webhooks webhooks) {
        root("debug_token", new DebugToken(authentication));
        root("me", new Me());
        on(NodeType.APP, GET, "", Access.VISIBLE, new AppNode());
        on(NodeType.BUSINESS, GET, "", Access.PORTFOLIO, new BusinessNode());
        on(NodeType.BUSINESS, GET, "system_users", Access.PORTFOLIO, new SystemUsers());
        on(NodeType.WABA, GET, "", Access.READ, new WabaNode());
        on(NodeType.WABA, GET, "assigned_users", Access.READ, new AssignedUsers());
        on(NodeType.WABA, GET, "phone_numbers", Access.READ, new PhoneNumbers());
        on(NodeType.PHONE_NUMBER, GET, "", Access.READ, new PhoneNode());
        on(NodeType.PHONE_NUMBER, GET, "whatsapp_business_profile", Access.PROFILE, new BusinessProfile());
        on(NodeType.PHONE_NUMBER, POST, "messages", Access.SENDING, new SendMessage(messages));
        on(NodeType.PHONE_NUMBER, POST, "register", Access.SENDING, new NumberRegistration());
        on(NodeType.WABA, GET, "message_templates", Access.READ_TEMPLATES, new MessageTemplates());
        on(NodeType.WABA, POST, "message_templates", Access.WRITE_TEMPLATES, new TemplateCreation());
        on(NodeType.WABA, DELETE, "message_templates", Access.WRITE_TEMPLATES, new TemplateDeletion());
        on(NodeType.WABA, POST, "upsert_message_templates", Access.WRITE_TEMPLATES, new TemplateUpsert());
        on(NodeType.WABA, GET, "message_template_previews", Access.READ_TEMPLATES, new TemplatePreviews());
        AppSubscriptions subscriptions = new AppSubscriptions(webhooks);
        on(NodeType.APP, GET, "subscriptions", Access.VISIBLE, subscriptions::read);
        on(NodeType.APP, POST, "subscriptions", Access.VISIBLE, subscriptions::write);
        on(NodeType.APP, DELETE, "subscriptions", Access.VISIBLE, subscriptions::delete);
        LinkedApps links = new LinkedApps(webhooks);
        on(NodeType.WABA, GET, "subscribed_apps", Access.READ, links::read);
        on(NodeType.WABA, POST, "subscribed_apps", Access.LINK, links::write);
        on(NodeType.WABA, DELETE, "subscribed_apps", Access.LINK, links::delete);
        on(NodeType.PHONE_NUMBER, POST, "", Access.LINK, new NumberOverride(webhooks));
        on(NodeType.TEMPLATE, GET, "", Access.READ_TEMPLATES, new TemplateNode());
        on(NodeType.TEMPLATE, POST, "", Access.WRITE_TEMPLATES, new TemplateEdit());
    }

    private void root(String path, Endpoint endpoint) {
        routes.put(new Key("", GET, path), new Route(endpoint, Access.VISIBLE));
    }

    private void on(NodeType type, String method, String edge, Access access, Endpoint endpoint) {
        routes.put(new Key(type.typeName(), method, edge), new Route(endpoint, access));
    }

    Optional<Route> root(String method, String path) {
        return Optional.ofNullable(routes.get(new Key("", method, path)));
    }

    Optional<Route> find(NodeType type, String method, String edge) {
        return Optional.ofNullable(routes.get(new Key(type.typeName(), method, edge)));
    }

    /** Whether the type has the edge with any method. */
    boolean hasEdge(NodeType type, String edge) {
        return routes.keySet().stream()
                .anyMatch(
                        key -> key.type().equals(type.typeName()) && key.edge().equals(edge));
    }

    /** Whether any type of node has the edge. */
    boolean isEdge(String edge) {
        return routes.keySet().stream()
                .anyMatch(key -> !key.type().isEmpty() && key.edge().equals(edge));
    }
}
