package org.mfasender.local.graph.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.mfasender.local.graph.protocol.GraphErrors;
import org.mfasender.local.graph.protocol.GraphResponse;
import org.mfasender.local.graph.protocol.Params;
import org.mfasender.local.graph.protocol.Selection;
import org.mfasender.local.graph.world.NodeType;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.Waba;

/** {@code GET /{waba}/phone_numbers}. */
final class PhoneNumbers implements Endpoint {
    private static final Comparator<PhoneNumber> OLDEST_FIRST = Comparator.comparing(
                    (PhoneNumber number) -> number.text("last_onboarded_time"))
            .thenComparing(PhoneNumber::id);

    @Override
    public GraphResponse answer(Call call) {
        Params params = call.params();
        Selection selection = Selection.of(NodeType.PHONE_NUMBER, params).checked();
        List<PhoneNumber> numbers = call.target(Waba.class).numbers().stream()
                .filter(filter(params))
                .sorted(ascending(params) ? OLDEST_FIRST : OLDEST_FIRST.reversed())
                .toList();
        ObjectNode answer = call.paging().answer(numbers, number -> PhoneNode.read(call, number, selection));
        Summary.addTotal(answer, params, numbers.size());
        return GraphResponse.ok(answer);
    }

    static List<PhoneNumber> newestFirst(Waba waba) {
        return waba.numbers().stream().sorted(OLDEST_FIRST.reversed()).toList();
    }

    private static boolean ascending(Params params) {
        String sort = String.join(",", params.list("sort")).toLowerCase(Locale.ROOT);
        return sort.endsWith("_ascending") || sort.endsWith(".asc");
    }

    private static Predicate<PhoneNumber> filter(Params params) {
        JsonNode filtering = params.json("filtering").orElse(null);
        Predicate<PhoneNumber> all = number -> true;
        if (filtering == null) {
            return all;
        }
        for (JsonNode condition : filtering) {
            String field = condition.path("field").asText();
            if (!field.equals("account_mode")
                    || !condition.path("operator").asText().equals("EQUAL")) {
                throw GraphErrors.invalidParameter(
                        "Filtering field '" + field + "' with this operator is not supported");
            }
            String value = condition.path("value").asText();
            all = all.and(number -> number.text(field).equals(value));
        }
        return all;
    }
}
