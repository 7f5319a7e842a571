package org.mfasender.templates.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.mfasender.Fixtures;
import org.mfasender.templates.catalog.TemplateReport.Aspect;

/** Reports of a template come late, twice, in disorder or not at all, and runs read it in between. */
class TemplateReportsPropertiesTest {

    private static final List<String> WORDS = List.of("APPROVED", "PAUSED", "DISABLED", "PENDING", "REJECTED");
    static final int LAST = 12;

    /** What the status was at Meta since a second. */
    private static String status(int second) {
        return WORDS.get(second * 7 % WORDS.size());
    }

    private static TemplateReport report(int second) {
        return new TemplateReport("1", Aspect.STATUS, status(second), null, Instant.ofEpochSecond(second));
    }

    private static MessageTemplate read(int second) {
        return Fixtures.template("1", "mfa", "en", status(second));
    }

    @Property
    void theLatestThatIsKnownCounts(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = LAST) Integer> delivered,
            @ForAll @IntRange(min = 1, max = LAST) int readIn,
            @ForAll @IntRange(max = 20) int recordedAfter) {
        // A run reads at some moment, and records what it read after as many reports have been applied.
        Instant readAt = Instant.ofEpochSecond(readIn).plusMillis(400);
        MessageTemplate template = read(0);
        Instant known = null;
        int position = Math.min(recordedAfter, delivered.size());
        for (int i = 0; i <= delivered.size(); i++) {
            if (i == position) {
                template = read(readIn).withReports(template, readAt);
                known = readAt;
            }
            if (i < delivered.size()) {
                template = applied(template, report(delivered.get(i)), known);
            }
        }

        int latest = delivered.stream().mapToInt(second -> second).max().orElse(0);
        assertThat(template.status()).isEqualTo(status(Math.max(latest, readIn)));
    }

    @Property
    void aspectsDoNotDisturbEachOther(
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = LAST) Integer> statuses,
            @ForAll @Size(max = 20) List<@IntRange(min = 1, max = LAST) Integer> qualities) {
        MessageTemplate template = read(0);
        for (int i = 0; i < Math.max(statuses.size(), qualities.size()); i++) {
            if (i < statuses.size()) {
                template = applied(template, report(statuses.get(i)), null);
            }
            if (i < qualities.size()) {
                Instant at = Instant.ofEpochSecond(qualities.get(i));
                template = applied(
                        template, new TemplateReport("1", Aspect.QUALITY, "Q" + qualities.get(i), null, at), null);
            }
        }

        int status = statuses.stream().mapToInt(second -> second).max().orElse(0);
        assertThat(template.status()).isEqualTo(status(status));
        int quality = qualities.stream().mapToInt(second -> second).max().orElse(0);
        assertThat(template.qualityScore()).isEqualTo(quality == 0 ? "GREEN" : "Q" + quality);
        assertThat(template.category()).isEqualTo("AUTHENTICATION");
    }

    @Property
    void ofTwoReadingsTheLaterCounts(
            @ForAll @IntRange(min = 1, max = 999) int byHand, @ForAll @IntRange(max = 999) int ofRun) {
        Instant second = Instant.ofEpochSecond(1);
        MessageTemplate bound = read(1).seenAt(second.plusMillis(byHand));

        MessageTemplate recorded = read(2).withReports(bound, second.plusMillis(ofRun));

        assertThat(recorded.status()).isEqualTo(status(byHand > ofRun ? 1 : 2));
        assertThat(applied(recorded, report(1), second.plusMillis(ofRun)).status())
                .as("a report of the same second may be of a change after both")
                .isEqualTo(status(1));
    }

    private static MessageTemplate applied(MessageTemplate template, TemplateReport report, @Nullable Instant readAt) {
        MessageTemplate next = template.reported(report, readAt).orElse(template);
        assertThat(next.reported(report, readAt)).as("applied twice").isEmpty();
        return next;
    }
}
