package org.mfasender.templates.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.dynamodb.StoredRecord;
import org.mfasender.platform.meta.MetaError;
import org.mfasender.templates.catalog.Creation;
import org.mfasender.templates.catalog.Refusal;
import org.mfasender.templates.catalog.RefusalReason;
import org.mfasender.templates.catalog.TemplateLedger;
import org.mfasender.templates.storage.TemplateOptionsItem.SettingsItem;

/** The ledger as it is stored. */
record TemplateLedgerItem(
        List<CreationItem> creations,
        List<RefusalItem> refusals,
        @Nullable Integer count,
        @Nullable Integer limit) implements StoredRecord {

    static TemplateLedgerItem of(TemplateLedger ledger) {
        return new TemplateLedgerItem(
                ledger.creations().stream().map(CreationItem::of).toList(),
                ledger.refusals().stream().map(RefusalItem::of).toList(),
                ledger.count(),
                ledger.limit());
    }

    TemplateLedger toLedger() {
        return new TemplateLedger(
                creations.stream().map(CreationItem::toCreation).toList(),
                refusals.stream().map(RefusalItem::toRefusal).toList(),
                count,
                limit);
    }

    @Override
    public Map<String, List<String>> identities() {
        return Map.of(
                "creations", List.of("name", "at"),
                "refusals", List.of("name", "language", "at"),
                "supportedApps", List.of("packageName", "signatureHash"));
    }

    /** Templates that were submitted, as they are stored. */
    record CreationItem(String name, List<String> languages, SettingsItem settings, Instant at) {

        static CreationItem of(Creation creation) {
            return new CreationItem(
                    creation.name(), creation.languages(), SettingsItem.of(creation.settings()), creation.at());
        }

        Creation toCreation() {
            return new Creation(name, languages, settings.toSettings(), at);
        }
    }

    /** A template that Meta did not take, as it is stored. */
    record RefusalItem(
            String name,
            String language,
            String reason,
            @Nullable MetaItem meta,
            Instant at) {

        static RefusalItem of(Refusal refusal) {
            return new RefusalItem(
                    refusal.name(),
                    refusal.language(),
                    refusal.reason().name(),
                    refusal.meta() == null ? null : MetaItem.of(refusal.meta()),
                    refusal.at());
        }

        Refusal toRefusal() {
            return new Refusal(name, language, RefusalReason.of(reason), meta == null ? null : meta.toError(), at);
        }
    }

    /** Meta's answer as it is stored. */
    record MetaItem(
            @Nullable Integer code,
            @Nullable Integer subcode,
            @Nullable String traceId) {

        static MetaItem of(MetaError error) {
            return new MetaItem(error.code(), error.subcode(), error.traceId());
        }

        MetaError toError() {
            return new MetaError(code, subcode, traceId);
        }
    }
}
