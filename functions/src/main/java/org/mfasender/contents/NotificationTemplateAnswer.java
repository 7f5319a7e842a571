package org.mfasender.contents;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;
import org.mfasender.sender.SenderAccount;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.plan.ContentStates;

/**
 * PingOne's notification template, as far as WhatsApp serves it.
 *
 * @param states how many of its contents are in which state
 */
record NotificationTemplateAnswer(
        @JsonProperty("_links") Links links,
        String id,
        Reference environment,
        String displayName,
        List<String> deliveryMethods,
        String defaultLocale,
        Map<String, Integer> states) {

    /** @param contents also of other purposes */
    static NotificationTemplateAnswer of(SenderAccount account, Purpose purpose, List<TemplateContent> contents) {
        EnvironmentId environment = account.environmentId();
        return new NotificationTemplateAnswer(
                Links.self(ApiPath.TEMPLATE.href(environment, purpose))
                        .and("contents", ApiPath.CONTENTS.href(environment, purpose)),
                purpose.toString(),
                Reference.to(environment),
                purpose.displayName(),
                List.of(ContentRequestReader.WHATS_APP),
                account.shown().defaultLocale(purpose),
                ContentStates.of(purpose, contents));
    }
}
