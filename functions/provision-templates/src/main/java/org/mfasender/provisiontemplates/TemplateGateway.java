package org.mfasender.provisiontemplates;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mfasender.check.Failures;
import org.mfasender.meta.AccessToken;
import org.mfasender.meta.AuthenticationTemplate;
import org.mfasender.meta.GraphClient;
import org.mfasender.meta.GraphException;
import org.mfasender.meta.GraphFailure;
import org.mfasender.meta.GraphFailure.Kind;
import org.mfasender.sender.Check;
import org.mfasender.sender.MessageTemplate;
import org.mfasender.sender.Purpose;
import org.mfasender.sender.TemplatePlan;

/** The templates of one WhatsApp Business Account, listed and created in our terms. */
final class TemplateGateway {

    /** Meta documents no limit of one upsert; answers are slow, so that a call takes a part of all languages. */
    private static final int LANGUAGES_IN_A_CALL = 25;

    private static final int CODE_EXPIRATION_MINUTES = 10;
    /** No longer than the code is valid: a message that comes later is of no use. */
    private static final int MESSAGE_TTL_SECONDS = CODE_EXPIRATION_MINUTES * 60;

    /** Subcode of 100: the account holds as many templates as it may. */
    private static final Integer CAPACITY = 2388019;

    private final GraphClient graph;
    private final AccessToken token;
    private final String businessAccountId;

    TemplateGateway(GraphClient graph, AccessToken token, String businessAccountId) {
        this.graph = graph;
        this.token = token;
        this.businessAccountId = businessAccountId;
    }

    List<MessageTemplate> list() {
        return graph.messageTemplates(token, businessAccountId).stream()
                .map(template -> new MessageTemplate(
                        template.id(),
                        template.name(),
                        template.language(),
                        template.category(),
                        template.status(),
                        template.rejectedReason(),
                        template.qualityScore()))
                .toList();
    }

    /**
     * Creates what is missing, purpose by purpose.
     *
     * @return what a person has to mend when Meta refuses; what was created before that stays
     * @throws GraphException when Meta limits the rate or is failing; doing it again goes on where it stopped
     */
    Optional<Check> create(TemplatePlan plan, Map<Purpose, List<String>> missing) {
        try {
            missing.forEach((purpose, languages) -> {
                for (int from = 0; from < languages.size(); from += LANGUAGES_IN_A_CALL) {
                    List<String> part = languages.subList(from, Math.min(from + LANGUAGES_IN_A_CALL, languages.size()));
                    graph.upsertMessageTemplates(token, businessAccountId, template(plan.name(purpose), part));
                }
            });
            return Optional.empty();
        } catch (GraphException e) {
            GraphFailure failure = e.failure();
            if (failure.kind() == Kind.WAIT || failure.kind() == Kind.RETRY) {
                throw e;
            }
            String variant = CAPACITY.equals(failure.subcode()) ? "capacity" : "failed";
            return Optional.of(Check.failed("templatesCreated", variant, Map.of(), Failures.meta(failure)));
        }
    }

    private static AuthenticationTemplate template(String name, List<String> languages) {
        return new AuthenticationTemplate(name, languages, true, CODE_EXPIRATION_MINUTES, MESSAGE_TTL_SECONDS);
    }
}
