package org.mfasender.local.graph.node;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.local.graph.messages.Messages;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphException;
import org.mfasender.local.graph.protocol.GraphHandler;
import org.mfasender.local.graph.protocol.GraphRequest;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.webhooks.Webhooks;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.GraphObject;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/** Checks each call in order (token, proof, visibility, permission, rate) and passes it to its endpoint. */
public final class GraphApi implements GraphHandler {
    private final World world;
    private final Authentication authentication;
    private final Permissions permissions;
    private final Routes routes;

    /** The calls on the objects of a world. */
    public GraphApi(World world, Messages messages, Webhooks webhooks) {
        this.world = world;
        this.authentication = new Authentication(world);
        this.permissions = new Permissions(world);
        this.routes = new Routes(authentication, messages, webhooks);
    }

    @Override
    public GraphResponse answer(GraphRequest request, String version) {
        List<String> segments = request.segments();
        if (segments.isEmpty()) {
            throw GraphErrors.unknownObject(request.method(), "");
        }
        Caller caller = authentication.authenticate(request);
        String first = segments.getFirst();
        Optional<Routes.Route> root = routes.root(request.method(), first);
        if (root.isPresent() && segments.size() == 1) {
            return root.get()
                    .endpoint()
                    .answer(new Call(world, request, version, caller, null))
                    .withHeaders(Usage.app(world, caller.app()));
        }
        GraphObject node = world.find(first)
                .filter(found -> permissions.sees(caller, found))
                .orElseThrow(() -> GraphErrors.unknownObject(request.method(), first));
        return answer(new Call(world, request, version, caller, node), node);
    }

    private GraphResponse answer(Call call, GraphObject node) {
        GraphRequest request = call.request();
        String edge = String.join(
                "/", request.segments().subList(1, request.segments().size()));
        Routes.Route route =
                routes.find(node.type(), request.method(), edge).orElseThrow(() -> noRoute(request, node, edge));
        permissions.check(call.caller(), node, route.access(), request.method());
        if (route.access().equals(Access.SENDING)) {
            // Limits of its own: messages are no management calls.
            return route.endpoint().answer(call);
        }
        Optional<Waba> waba = permissions.wabaOf(node);
        if (waba.isEmpty()) {
            return route.endpoint()
                    .answer(call)
                    .withHeaders(Usage.app(world, call.caller().app()));
        }
        Map<String, String> usage = Usage.count(world, call.caller().app(), waba.get());
        try {
            return route.endpoint().answer(call).withHeaders(usage);
        } catch (GraphException e) {
            usage.forEach(e::header);
            throw e;
        }
    }

    private GraphException noRoute(GraphRequest request, GraphObject node, String edge) {
        if (edge.isEmpty() || routes.hasEdge(node.type(), edge)) {
            return GraphErrors.unknownObject(request.method(), node.id());
        }
        if (routes.isEdge(edge) && !world.behaves(Behaviour.FOREIGN_EDGE_IS_UNKNOWN_PATH)) {
            return request.method().equals("GET")
                    ? GraphErrors.nonexistingField(edge, node.type())
                    : GraphErrors.unknownObject(request.method(), node.id());
        }
        return GraphErrors.unknownPath(edge);
    }
}
