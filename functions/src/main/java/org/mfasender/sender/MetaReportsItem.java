package org.mfasender.sender;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Meta has reported, as it is stored: see {@link MetaReports}. */
record MetaReportsItem(
        @Nullable Instant templatesReadAt,
        @Nullable Instant checkedAt,
        @Nullable Instant limitAt,
        @Nullable List<ReportItem> ofAccount) {

    /** A report as it is stored. */
    record ReportItem(
            String kind,
            boolean blocks,
            Instant at,
            @Nullable Instant until) {

        /** Empty when it is of a kind that this release does not know. */
        Optional<AccountReport> toReport() {
            return AccountReport.Kind.of(kind).map(known -> new AccountReport(known, blocks, at, until));
        }
    }

    /** Null when there is nothing to store. */
    static @Nullable MetaReportsItem of(MetaReports reports) {
        return reports.equals(MetaReports.NONE)
                ? null
                : new MetaReportsItem(
                        reports.templatesReadAt(),
                        reports.checkedAt(),
                        reports.limitAt(),
                        reports.ofAccount().isEmpty()
                                ? null
                                : reports.ofAccount().stream()
                                        .map(report -> new ReportItem(
                                                report.kind().name(), report.blocks(), report.at(), report.until()))
                                        .toList());
    }

    MetaReports toReports() {
        return new MetaReports(
                templatesReadAt,
                checkedAt,
                limitAt,
                ofAccount == null
                        ? List.of()
                        : ofAccount.stream()
                                .map(ReportItem::toReport)
                                .flatMap(Optional::stream)
                                .toList());
    }
}
