package org.mfasender.local.graph.node;

import java.util.Comparator;
import java.util.List;
import org.mfasender.local.graph.protocol.GraphResponse;
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
        Selection selection = Selection.of(NodeType.PHONE_NUMBER, call.params()).checked();
        return GraphResponse.ok(call.paging()
                .answer(newestFirst(call.target(Waba.class)), number -> PhoneNode.read(call, number, selection)));
    }

    static List<PhoneNumber> newestFirst(Waba waba) {
        return waba.numbers().stream().sorted(OLDEST_FIRST.reversed()).toList();
    }
}
