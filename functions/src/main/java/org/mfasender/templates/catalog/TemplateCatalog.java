package org.mfasender.templates.catalog;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.meta.AccessToken;
import org.mfasender.platform.meta.AuthenticationTemplate;
import org.mfasender.platform.meta.GraphClient;
import org.mfasender.platform.meta.GraphException;
import org.mfasender.platform.meta.GraphTemplates;
import org.mfasender.platform.meta.OtpContent;
import org.mfasender.platform.meta.Template;
import org.mfasender.platform.meta.TemplateCapacity;
import org.mfasender.platform.meta.TemplateList;
import org.mfasender.platform.meta.TemplatePreview;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.TemplateSettings;

/**
 * The templates of one WhatsApp Business Account. Every call throws {@link GraphException} when Meta refuses, limits the rate or is
 * failing. Nothing that exists is changed or deleted.
 */
public final class TemplateCatalog {

    private final GraphTemplates graph;
    private final AccessToken token;
    private final String businessAccountId;

    public TemplateCatalog(GraphClient graph, AccessToken token, String businessAccountId) {
        this.graph = graph.templates();
        this.token = token;
        this.businessAccountId = businessAccountId;
    }

    /** All templates, of every category, and how many fit. */
    public AccountTemplates list() {
        return listed(graph.list(token, businessAccountId));
    }

    /** All templates if there are no more than {@code most}; else some of them, in one call. */
    public AccountTemplates list(int most) {
        return listed(graph.list(token, businessAccountId, most));
    }

    private static AccountTemplates listed(TemplateList list) {
        TemplateCapacity capacity = list.capacity();
        return new AccountTemplates(
                list.templates().stream().map(TemplateCatalog::template).toList(),
                capacity.count(),
                capacity.limit(),
                list.whole());
    }

    /**
     * The IDs of the templates that Meta's Direct Send made for itself. Whether the filter is heeded is not documented for every
     * version: what is listed under both sources is not counted among them.
     */
    public Set<String> directSendIds() {
        return directSendIds(source -> graph.idsOf(source, token, businessAccountId));
    }

    /** The same for the templates of some names: two calls a name at most, where a list of all would take many. */
    public Set<String> directSendIds(Collection<String> names) {
        Set<String> ids = new HashSet<>();
        names.forEach(name -> ids.addAll(directSendIds(source -> graph.idsOf(source, token, businessAccountId, name))));
        return ids;
    }

    private static Set<String> directSendIds(Function<String, Set<String>> ofSource) {
        Set<String> ids = ofSource.apply("AUTO_GENERATED");
        if (!ids.isEmpty()) {
            ids.removeAll(ofSource.apply("MANUAL"));
        }
        return ids;
    }

    /** The templates of one name, in every language. */
    public List<MessageTemplate> named(String name) {
        return graph.named(token, businessAccountId, name).stream()
                .map(TemplateCatalog::template)
                .toList();
    }

    /**
     * Creates a template in several languages. They must not exist: Meta would change those that do.
     *
     * @return what Meta says it wrote; more may exist than that
     */
    public List<MessageTemplate> create(Batch batch) {
        TemplateSettings settings = batch.settings();
        AuthenticationTemplate template = new AuthenticationTemplate(
                batch.name(),
                batch.languages(),
                settings.addSecurityRecommendation(),
                settings.codeExpirationMinutes(),
                settings.messageSendTtlSeconds(),
                settings.button().type().name(),
                settings.button().supportedApps().stream()
                        .map(app -> new OtpContent.App(app.packageName(), app.signatureHash()))
                        .toList(),
                settings.button().zeroTapTermsAccepted());
        return graph.upsert(token, businessAccountId, template).stream()
                .map(row -> new MessageTemplate(
                        row.id(), batch.name(), row.language(), "AUTHENTICATION", row.status(), null, null, null, null))
                .toList();
    }

    /** The text that Meta sends for a template; empty when Meta has none in its language, or it hands over no code. */
    public Optional<TemplatePreview> preview(MessageTemplate template) {
        TemplateReadBack content = template.content();
        if (content == null) {
            return Optional.empty();
        }
        return graph
                .previews(
                        token,
                        businessAccountId,
                        template.language(),
                        content.addSecurityRecommendation(),
                        content.codeExpirationMinutes())
                .stream()
                .findFirst();
    }

    private static MessageTemplate template(Template template) {
        return new MessageTemplate(
                template.id(),
                template.name(),
                template.language(),
                template.category(),
                template.status(),
                template.rejectedReason(),
                template.qualityScore(),
                readBack(template.otp(), template.messageSendTtlSeconds()),
                null);
    }

    private static @Nullable TemplateReadBack readBack(@Nullable OtpContent otp, @Nullable Integer ttl) {
        return otp == null
                ? null
                : new TemplateReadBack(
                        otp.codeExpirationMinutes(),
                        otp.addSecurityRecommendation(),
                        ttl,
                        otp.otpType(),
                        otp.apps().stream()
                                .map(app -> new SupportedApp(app.packageName(), app.signatureHash()))
                                .toList());
    }
}
