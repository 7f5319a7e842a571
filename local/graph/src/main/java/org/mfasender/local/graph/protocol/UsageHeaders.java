package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mfasender.local.graph.world.Json;

/** The two headers that report how much of a quota is used. */
public final class UsageHeaders {
    /** Usage of the app's quota. */
    public static final String APP = "X-App-Usage";

    /** Usage of the quotas of accounts. */
    public static final String BUSINESS = "X-Business-Use-Case-Usage";

    /** Meta's OpenAPI file of the Business Messaging API, {@code components.headers}, has one entry of each. */
    private static final List<String> TYPES = List.of("whatsapp_business_management", "whatsapp");

    private UsageHeaders() {}

    /** The error of a call that is one too many, with both headers: code 4 for the app, others for the account. */
    public static GraphException throttled(int code, String wabaId, int minutes) {
        return GraphErrors.throttled(code)
                .header(APP, app(code == 4 ? 100 : 0))
                .header(BUSINESS, business(wabaId, 100, minutes));
    }

    /** The value of {@link #APP}, in percent. */
    public static String app(int percent) {
        return Json.write(Json.object()
                .put("call_count", percent)
                .put("total_time", percent / 4)
                .put("total_cputime", percent / 6));
    }

    /** The value of {@link #BUSINESS}: percent of the quota, and minutes until calls are accepted again. */
    public static String business(String wabaId, int percent, int minutes) {
        ArrayNode entries = Json.array();
        for (String type : TYPES) {
            entries.add(Json.object("type", type)
                    .put("call_count", percent)
                    .put("total_cputime", percent / 6)
                    .put("total_time", percent / 4)
                    .put("estimated_time_to_regain_access", minutes));
        }
        ObjectNode header = Json.object();
        header.set(wabaId, entries);
        return Json.write(header);
    }
}
