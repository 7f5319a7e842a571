package org.mfasender.sender;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * The binding of one of Meta's templates to a purpose and a locale, PingOne's "content".
 *
 * @param locale PingOne locale, e.g. {@code fr-FR}
 */
public record TemplateContent(
        UUID id, Purpose purpose, String locale, MessageTemplate template, Instant createdAt, Instant updatedAt) {

    /** The id is derived, so that binding twice is binding once. */
    public static TemplateContent bind(
            EnvironmentId environment, Purpose purpose, String locale, MessageTemplate template, Instant now) {
        UUID id = UUID.nameUUIDFromBytes((environment + "/" + purpose + "/" + locale).getBytes(StandardCharsets.UTF_8));
        return new TemplateContent(id, purpose, locale, template, now, now);
    }

    /** This binding with what is known of the template now; its date changes only when that differs. */
    public TemplateContent rebound(MessageTemplate current, Instant now) {
        return template.equals(current) ? this : new TemplateContent(id, purpose, locale, current, createdAt, now);
    }
}
