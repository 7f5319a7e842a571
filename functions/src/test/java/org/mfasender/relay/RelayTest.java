package org.mfasender.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.platform.dynamodb.ItemChange;
import org.mfasender.relay.Relay.Delivered;

class RelayTest {

    private final List<String> followed = new ArrayList<>();

    /** Follows what begins so, and fails of what ends in {@code !}. */
    private final class Recording implements SingleFollower {
        private final String prefix;

        Recording(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public boolean follows(ItemChange change) {
            return change.partitionKey().startsWith(prefix);
        }

        @Override
        public void follow(ItemChange change) {
            if (change.partitionKey().endsWith("!")) {
                throw new IllegalStateException("fails");
            }
            followed.add(change.partitionKey());
        }
    }

    private final Relay relay = new Relay(List.of(new Recording("CHECK#"), new Recording("EVENT#")));

    @Test
    void aChangeGoesToThoseWhoseBusinessItIs() {
        assertThat(relay.relay(List.of(change("CHECK#1"), change("OTHER#1"), change("EVENT#1"))))
                .isEmpty();

        assertThat(followed).containsExactly("CHECK#1", "EVENT#1");
    }

    @Test
    void whatFailsIsReportedAndKeepsNothingElseFromBeingFollowed() {
        assertThat(relay.relay(List.of(change("CHECK#1"), change("CHECK#!"), change("EVENT#2"), change("EVENT#!"))))
                .containsExactly("of CHECK#!", "of EVENT#!");

        assertThat(followed).containsExactly("CHECK#1", "EVENT#2");
    }

    private static Delivered change(String partitionKey) {
        return new Delivered("of " + partitionKey, new ItemChange(partitionKey, null, Map.of()));
    }
}
