package org.mfasender.sender;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.TemplateOptions;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.bindings.UsableContent;

/**
 * All that sending has to know of an account, so that a message costs one read.
 *
 * @param via what is sent through; null when no connection was verified yet
 * @param obstacles why nothing can be sent, or not for every purpose
 */
public record SendProjection(
        EnvironmentId environmentId, @Nullable Via via, List<SendObstacle> obstacles, Map<Purpose, Served> purposes) {

    public SendProjection {
        obstacles = List.copyOf(obstacles);
    }

    /**
     * What is sent through.
     *
     * @param secretName without the stack's prefix
     * @param numberId Meta's ID of the selected number; null when none is selected
     * @param numbers over which messages are spread: the selected one and further ones, as far as they can send
     * @param tokenExpiresAt when the access token expires; null when it does not, or is not known to
     * @param messagingLimit how many recipients Meta allows within 24 hours, in its words; null when it is not known
     * @param unproven whether nothing was sent with these credentials yet, and those before them are kept
     */
    public record Via(
            String whatsAppAccountBusinessId,
            String appId,
            String secretName,
            String credentialVersion,
            @Nullable String numberId,
            List<SendingNumber> numbers,
            @Nullable Instant tokenExpiresAt,
            @Nullable String messagingLimit,
            boolean unproven) {

        public Via {
            numbers = List.copyOf(numbers);
        }

        static Via of(SenderAccount account, Connection connection) {
            return new Via(
                    connection.whatsAppAccountBusinessId(),
                    connection.appId(),
                    account.secretName(),
                    connection.credentials().version(),
                    connection.numbers().selectedId(),
                    connection.numbers().pool().stream().map(SendingNumber::of).toList(),
                    connection.tokenExpiresAt(),
                    connection.messagingLimit(),
                    account.former() != null);
        }
    }

    /**
     * What serves a purpose.
     *
     * @param locales that are wanted; the first is the default
     * @param bound how many contents there are, usable or not
     */
    public record Served(List<String> locales, int bound, List<UsableContent> contents) {

        static Served of(Purpose purpose, TemplateOptions wanted, Collection<TemplateContent> all) {
            List<TemplateContent> contents =
                    all.stream().filter(content -> content.purpose() == purpose).toList();
            return new Served(wanted.locales(), contents.size(), UsableContent.among(contents));
        }
    }

    /** @param contents of the WhatsApp Business Account that the connection is to */
    static SendProjection of(SenderAccount account, Collection<TemplateContent> contents) {
        Connection connection = account.connection();
        return new SendProjection(
                account.environmentId(),
                connection == null ? null : Via.of(account, connection),
                account.obstacles(),
                served(account.shown().templates(), contents));
    }

    static Map<Purpose, Served> served(Map<Purpose, TemplateOptions> wanted, Collection<TemplateContent> contents) {
        Map<Purpose, Served> served = new EnumMap<>(Purpose.class);
        wanted.forEach((purpose, options) -> served.put(purpose, Served.of(purpose, options, contents)));
        return served;
    }

    /** As it is when something is to be sent: a token that was accepted may have expired since, and a restriction have ended. */
    SendProjection asSeenAt(Instant now) {
        SendObstacle expired = new SendObstacle(SendObstacle.Code.TOKEN_EXPIRED, null);
        boolean holds = via == null || via.tokenExpiresAt() == null || now.isBefore(via.tokenExpiresAt());
        List<SendObstacle> seen = Stream.concat(holds ? Stream.of() : Stream.of(expired), obstacles.stream())
                .filter(obstacle -> !obstacle.isOver(now))
                .distinct()
                .toList();
        return seen.equals(obstacles) ? this : new SendProjection(environmentId, via, seen, purposes);
    }

    /** As it is while the stack sends nothing. */
    SendProjection stopped() {
        SendObstacle obstacle = new SendObstacle(SendObstacle.Code.SENDING_STOPPED, null);
        return new SendProjection(
                environmentId,
                via,
                Stream.concat(Stream.of(obstacle), obstacles.stream())
                        .distinct()
                        .toList(),
                purposes);
    }

    /** Why nothing can be sent at all. */
    public List<SendObstacle> ofEveryPurpose() {
        return obstacles.stream().filter(obstacle -> obstacle.purpose() == null).toList();
    }
}
