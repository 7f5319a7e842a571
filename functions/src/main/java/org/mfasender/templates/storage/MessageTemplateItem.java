package org.mfasender.templates.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.templates.SupportedApp;
import org.mfasender.templates.TemplateReadBack;
import org.mfasender.templates.catalog.MessageTemplate;
import org.mfasender.templates.catalog.ReportTimes;
import org.mfasender.templates.storage.TemplateOptionsItem.AppItem;

/**
 * A template as it is stored: an item of its own, and part of each content that is bound to it. Status and category are Meta's words.
 *
 * @param reports absent when nothing was reported, and when a release before 0.3.0 wrote the item
 */
record MessageTemplateItem(
        String id,
        String name,
        String language,
        String category,
        String status,
        @Nullable String rejectedReason,
        @Nullable String qualityScore,
        @Nullable ReadBackItem content,
        @Nullable ReadBackItem original,
        @Nullable ReportTimesItem reports)
        implements StoredRecord {

    static MessageTemplateItem of(MessageTemplate template) {
        return new MessageTemplateItem(
                template.id(),
                template.name(),
                template.language(),
                template.category(),
                template.status(),
                template.rejectedReason(),
                template.qualityScore(),
                ReadBackItem.of(template.content()),
                ReadBackItem.of(template.original()),
                ReportTimesItem.of(template.reports()));
    }

    MessageTemplate toTemplate() {
        return new MessageTemplate(
                id,
                name,
                language,
                category,
                status,
                rejectedReason,
                qualityScore,
                content == null ? null : content.toReadBack(),
                original == null ? null : original.toReadBack(),
                reports == null ? ReportTimes.NONE : reports.toTimes());
    }

    /** When Meta last reported each aspect, as it is stored. */
    record ReportTimesItem(
            @Nullable Instant status,
            @Nullable Instant category,
            @Nullable Instant quality) {

        static @Nullable ReportTimesItem of(ReportTimes times) {
            return times.equals(ReportTimes.NONE)
                    ? null
                    : new ReportTimesItem(times.status(), times.category(), times.quality());
        }

        ReportTimes toTimes() {
            return new ReportTimes(status, category, quality);
        }
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of("supportedApps", List.of("packageName", "signatureHash"));
    }

    /** What a template says, as it is stored. The type of its button is Meta's word. */
    record ReadBackItem(
            @Nullable Integer codeExpirationMinutes,
            boolean addSecurityRecommendation,
            @Nullable Integer messageSendTtlSeconds,
            String otpType,
            List<AppItem> supportedApps) {

        static @Nullable ReadBackItem of(@Nullable TemplateReadBack text) {
            return text == null
                    ? null
                    : new ReadBackItem(
                            text.codeExpirationMinutes(),
                            text.addSecurityRecommendation(),
                            text.messageSendTtlSeconds(),
                            text.otpType(),
                            AppItem.of(text.supportedApps()));
        }

        TemplateReadBack toReadBack() {
            return new TemplateReadBack(
                    codeExpirationMinutes,
                    addSecurityRecommendation,
                    messageSendTtlSeconds,
                    otpType,
                    AppItem.toApps(supportedApps).stream()
                            .flatMap(ReadBackItem::separate)
                            .toList());
        }

        /** Before 0.2.0, several apps were stored as one, joined by commas as Meta joins them. */
        private static Stream<SupportedApp> separate(SupportedApp app) {
            String[] packages = app.packageName().split(",", -1);
            String[] hashes = app.signatureHash().split(",", -1);
            return packages.length == hashes.length
                    ? IntStream.range(0, packages.length).mapToObj(i -> new SupportedApp(packages[i], hashes[i]))
                    : Stream.of(app);
        }
    }
}
