package org.mfasender.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.mfasender.numbers.storage.NumberListings;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.secrets.CredentialVault;
import org.mfasender.platform.secrets.SecretPage;
import org.mfasender.sender.Connection;
import org.mfasender.sender.DeletedSender;
import org.mfasender.sender.EnvironmentStore;
import org.mfasender.sender.Executions;
import org.mfasender.sender.FormerCredentials;
import org.mfasender.sender.Remover;
import org.mfasender.sender.RunStarter;
import org.mfasender.sender.SenderAccount;
import org.mfasender.sender.SenderRecord;
import org.mfasender.sender.SenderStore;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.webhooks.secrets.WebhookSecretStore;

/**
 * Completes what functions left half done when they died, and removes what belongs to no account. It touches only what is so old that no
 * function can still be at work on it. Every part may be repeated, and one that fails does not keep the others from being done.
 */
public final class Sweep {

    private final EnvironmentStore environments;
    private final SenderStore senders;
    private final NumberListings listings;
    private final WebhookSecretStore webhookSecrets;
    private final CredentialVault vault;
    private final Remover remover;
    private final RunStarter starter;
    private final int recoveryDays;
    private final Clock clock;

    /** @param recoveryDays how long a removed secret can still be restored */
    public Sweep(
            EnvironmentStore environments,
            SenderStore senders,
            NumberListings listings,
            WebhookSecretStore webhookSecrets,
            CredentialVault vault,
            Remover remover,
            Executions executions,
            int recoveryDays,
            Clock clock) {
        this.environments = environments;
        this.senders = senders;
        this.listings = listings;
        this.webhookSecrets = webhookSecrets;
        this.vault = vault;
        this.remover = remover;
        this.starter = new RunStarter(senders, executions);
        this.recoveryDays = recoveryDays;
        this.clock = clock;
    }

    /**
     * Sweeps until everything was seen, or there is no more time.
     *
     * @param from where an earlier sweep ended
     * @param age what is younger is left alone
     * @param goesOn whether there is time for more
     */
    public SweepReport sweep(SweepPosition from, Duration age, BooleanSupplier goesOn) {
        SweepReport report = new SweepReport();
        Instant before = clock.now().minus(age);
        SweepPosition position = from;
        while (!position.isEnd() && goesOn.getAsBoolean()) {
            position = position.ofSecrets() ? secrets(position, before, report) : accounts(position, before, report);
        }
        report.endedAt(position);
        return report;
    }

    private SweepPosition accounts(SweepPosition position, Instant before, SweepReport report) {
        EnvironmentStore.Page page = environments.page(position.environment());
        page.environments()
                .forEach(environment -> report.isolating(
                        () -> senders.find(environment).ifPresent(record -> complete(record, before, report))));
        page.appSecrets()
                .forEach(owner -> report.isolating(() -> senders.find(owner.environmentId())
                        .ifPresent(record -> removeWebhookSecrets(record, owner.appId(), before, report))));
        return page.next() == null ? SweepPosition.SECRETS : SweepPosition.after(page.next());
    }

    private void complete(SenderRecord record, Instant before, SweepReport report) {
        switch (record) {
            case DeletedSender deleted -> {
                if (!deleted.complete() && !deleted.deletedAt().isAfter(before)) {
                    remover.finish(deleted);
                    report.deletionFinished();
                }
                removeListings(deleted.environmentId(), Set.of(), before, report);
                webhookSecrets.removeEmpty(deleted.environmentId(), deleted.generation());
            }
            case SenderAccount account -> {
                watch(account, report);
                account.connections().forEach(connection -> complete(account, connection, before, report));
                Set<String> used = account.listings().collect(Collectors.toSet());
                removeListings(account.environmentId(), used, before, report);
            }
        }
    }

    /** What a release wrote that had no checks is watched from now on. */
    private void watch(SenderAccount account, SweepReport report) {
        if (!account.isWatched()) {
            senders.update(
                    account.environmentId(),
                    found -> found.isWatched() ? Optional.empty() : Optional.of(found.watched(clock.now())));
            report.checkScheduled();
        }
    }

    private void complete(SenderAccount account, Connection connection, Instant before, SweepReport report) {
        Provisioning run = connection.run();
        Instant now = clock.now();
        boolean late = !run.startedAt().isAfter(before);
        if (!run.recordedAt(now).equals(run)) {
            senders.update(
                    account.environmentId(),
                    run.generation(),
                    (current, found) -> found.withRun(found.run().recordedAt(now)),
                    now);
            report.runEnded();
        } else if (run.status() == ProgressStatus.PENDING && late) {
            starter.start(account, connection, now);
            report.runStarted();
        }
    }

    /** A step that died, or was superseded, may have listed numbers that no account refers to. */
    private void removeListings(EnvironmentId environment, Set<String> used, Instant before, SweepReport report) {
        listings.all(environment).stream()
                .filter(listing -> !used.contains(listing.reference()))
                .filter(listing -> !listing.writtenAt().isAfter(before))
                .forEach(listing -> {
                    listings.remove(environment, listing.reference());
                    report.listingRemoved();
                });
    }

    /**
     * Of an account that was deleted, at once. Of a candidate that was discarded, or a connection that was replaced, when no webhook is
     * signed with them any more. They are found by app: a process that died while its account was deleted leaves one to which nothing leads.
     */
    private void removeWebhookSecrets(SenderRecord record, String appId, Instant before, SweepReport report) {
        Set<String> versions = switch (record) {
            case DeletedSender deleted -> Set.of();
            case SenderAccount account -> FormerCredentials.versions(account);
        };
        webhookSecrets
                .ofEnvironment(record.environmentId(), appId)
                .filter(secret -> !versions.contains(secret.version()))
                .filter(secret -> !secret.storedAt().isAfter(before))
                .forEach(secret -> {
                    if (versions.isEmpty() || !secret.isValidAt(clock.now())) {
                        webhookSecrets.remove(secret);
                        report.webhookSecretRemoved();
                    } else if (secret.replacedAt() == null) {
                        webhookSecrets.markReplaced(secret, clock.now());
                        report.webhookSecretReplaced();
                    }
                });
    }

    private SweepPosition secrets(SweepPosition position, Instant before, SweepReport report) {
        SecretPage page = vault.list(position.token());
        page.secrets().stream()
                .filter(secret -> !secret.createdAt().isAfter(before))
                .forEach(secret -> report.isolating(() -> check(secret, report)));
        return page.next() == null ? SweepPosition.END : SweepPosition.secrets(page.next());
    }

    /**
     * An account, or its deletion, is recorded before its secret is made and for ever after. So a secret that no record names is left over;
     * but where there is no record at all, the table may have been lost: that is reported, and left to a person.
     */
    private void check(SecretPage.Listed secret, SweepReport report) {
        Optional<SenderRecord> record = environment(secret).flatMap(senders::find);
        if (record.isEmpty()) {
            report.secretUnexplained();
        } else if (!record.get().uses(secret.name())) {
            vault.scheduleDeletion(secret.name(), recoveryDays);
            report.secretRemoved();
        } else if (record.get() instanceof SenderAccount account && account.connection() != null) {
            label(account, account.connection(), secret, report);
        }
    }

    private static Optional<EnvironmentId> environment(SecretPage.Listed secret) {
        return EnvironmentId.parse(secret.name().replaceFirst("/.*", ""));
    }

    private void label(SenderAccount account, Connection connection, SecretPage.Listed secret, SweepReport report) {
        FormerCredentials former = account.former();
        if (vault.label(secret, connection.credentials().version(), former == null ? null : former.version())) {
            report.labelMoved();
        }
    }
}
