package org.mfasender.sender;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.mfasender.checks.CheckName;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.templates.bindings.Coverage;

/** A connection's status from what blocks delivery, its newest run, its numbers, how its purposes are served, and its health. */
final class StatusRule {

    /** Checks that may fail while the account sends. */
    private static final Set<CheckName> ABOUT_TEMPLATES =
            Set.of(CheckName.TEMPLATES_CREATED, CheckName.TEMPLATES_USABLE);

    private StatusRule() {}

    static SenderStatus status(Connection connection) {
        SenderStatus status = withoutHealth(connection);
        return status == SenderStatus.READY && !connection.health().causes().isEmpty() ? SenderStatus.DEGRADED : status;
    }

    private static SenderStatus withoutHealth(Connection connection) {
        if (connection.isVerified() && connection.blocksInForce().areOfToken()) {
            return SenderStatus.REAUTHORIZATION_REQUIRED;
        }
        if (connection.run().status() == ProgressStatus.FAILED) {
            return failed(connection);
        }
        if (!connection.isVerified() && !connection.run().hasListedNumbers()) {
            return SenderStatus.VERIFYING;
        }
        if (!connection.numbers().canSend()) {
            return SenderStatus.NUMBER_REQUIRED;
        }
        if (!connection.blocksInForce().isEmpty()) {
            return SenderStatus.ACTION_REQUIRED;
        }
        return connection.canSend() ? SenderStatus.READY : awaitingTemplates(connection);
    }

    private static SenderStatus failed(Connection connection) {
        if (connection.run().failedFor(CheckName.TEMPLATES_ELIGIBLE)) {
            return SenderStatus.NOT_ELIGIBLE;
        }
        return connection.canSend() && (isOver(connection) || connection.run().failedForNothingBut(ABOUT_TEMPLATES))
                ? SenderStatus.READY
                : SenderStatus.ACTION_REQUIRED;
    }

    /** Whether a check has found since that what works is well. */
    private static boolean isOver(Connection connection) {
        Instant end = connection.run().finishedAt();
        return connection.isVerified() && end != null && connection.health().isWellSince(end);
    }

    private static SenderStatus awaitingTemplates(Connection connection) {
        Collection<Coverage> coverage = connection.coverage().values();
        ProgressStatus run = connection.run().status();
        boolean polled = run == ProgressStatus.WAITING || run == ProgressStatus.SUCCEEDED;
        if (coverage.contains(Coverage.STOPPED) && polled) {
            return SenderStatus.ACTION_REQUIRED;
        }
        if (coverage.contains(Coverage.IN_REVIEW)) {
            return SenderStatus.IN_REVIEW;
        }
        return run == ProgressStatus.SUCCEEDED ? SenderStatus.ACTION_REQUIRED : SenderStatus.VERIFYING;
    }
}
