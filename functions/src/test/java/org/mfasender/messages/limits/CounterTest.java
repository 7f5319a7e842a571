package org.mfasender.messages.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CounterTest {

    private static final Instant TIME = Instant.parse("2026-05-04T12:59:59.999Z");

    @Property
    void theShardsCountAsManyAsTheLimitTogether(@ForAll @IntRange(min = 1, max = 1_000_000) int most) {
        Counter counter = new Counter(Limit.DAILY_CAP, "", most, Duration.ofDays(1));

        assertThat(counter.shards()).isBetween(1, 8);
        assertThat(IntStream.range(0, counter.shards()).map(counter::most).sum())
                .isEqualTo(most);
        assertThat(IntStream.range(0, counter.shards())).allMatch(shard -> counter.most(shard) > 0);
    }

    @Example
    void aWindowEndsWhereTheNextBegins() {
        Counter counter = new Counter(Limit.COUNTRY, "AT", 10, Duration.ofHours(1));

        assertThat(counter.end(TIME)).isEqualTo(Instant.parse("2026-05-04T13:00:00Z"));
        assertThat(counter.name(0, TIME)).isEqualTo(counter.name(0, TIME.minusSeconds(3599)));
        assertThat(counter.name(0, TIME)).isNotEqualTo(counter.name(0, TIME.plusMillis(1)));
        assertThat(counter.name(0, TIME)).isNotEqualTo(counter.name(1, TIME));
    }
}
