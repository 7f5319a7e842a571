package org.mfasender.local.graph.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.mfasender.local.graph.world.Json;

/** The two headers that report how much of a quota is used. */
public final class UsageHeaders {
    /** Usage of the app's quota. */
    public static final String APP = "X-App-Usage";

    /** Usage of the quotas of accounts. */
    public static final String BUSINESS = "X-Business-Use-Case-Usage";

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
        ObjectNode entry = Json.object("type", "whatsapp")
                .put("call_count", percent)
                .put("total_cputime", percent / 6)
                .put("total_time", percent / 4)
                .put("estimated_time_to_regain_access", minutes);
        ObjectNode header = Json.object();
        header.set(wabaId, Json.array().add(entry));
        return Json.write(header);
    }
}
