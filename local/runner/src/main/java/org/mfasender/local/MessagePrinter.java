package org.mfasender.local;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import org.mfasender.local.graph.messages.SentMessage;

/** One line for each message that the simulated Meta accepts. The passcode is not in it, and of the recipient only the end. */
final class MessagePrinter implements Consumer<SentMessage> {
    private static final int SHOWN_DIGITS = 3;
    /** The beginning of an ID holds the recipient. */
    private static final int SHOWN_OF_ID = 8;

    private final Consumer<String> lines;

    MessagePrinter(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public void accept(SentMessage message) {
        lines.accept(String.format(
                Locale.ROOT,
                "%s  %-12s %-28s %s to ..%s, wamid ..%s",
                DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofInstant(message.time(), ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)),
                "message",
                message.template(),
                message.language(),
                end(message.recipient(), SHOWN_DIGITS),
                end(message.id(), SHOWN_OF_ID)));
    }

    private static String end(String text, int characters) {
        return text.substring(Math.max(0, text.length() - characters));
    }
}
