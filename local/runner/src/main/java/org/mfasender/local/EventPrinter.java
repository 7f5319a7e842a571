package org.mfasender.local;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import org.mfasender.local.aws.PublishedEvent;

/** One line for each event that is published. */
final class EventPrinter implements Consumer<PublishedEvent> {

    private final Consumer<String> lines;

    EventPrinter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void accept(PublishedEvent event) {
        lines.accept(String.format(
                Locale.ROOT,
                "%s  %-12s %-28s %s",
                DateTimeFormatter.ISO_LOCAL_TIME.format(
                        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)),
                "event",
                event.detailType(),
                event.detail()));
    }
}
