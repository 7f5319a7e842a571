package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.APP_SECRET;
import static org.mfasender.Fixtures.BANNED;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.sender.SubmittedRequest.put;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mfasender.Fixtures;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.PartialCredentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.Submission.Accepted;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Start;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;

/**
 * Lets at random happen to an account whatever may: requests, steps of its runs, templates that Meta approves, discarded candidates,
 * deletions, and a table that is restored to an earlier state; and checks that what works keeps working and no name is used twice.
 * Nothing happens at Meta that would stop what works.
 */
final class AccountLife {

    private static final List<String> WABAS = List.of(Fixtures.WABA, "217640915503999", "217640915503888");
    private static final List<String> APPS = List.of(Fixtures.APP, "845120037719999");
    private static final List<SenderNumber> NUMBERS = List.of(FIRST, SECOND, BANNED);

    private final Submission submission = new Submission(Fixtures.options("en"), UUID::randomUUID);
    /** What Secrets Manager keeps, by version: it refuses a version with other credentials. */
    private final Map<String, PartialCredentials> vault = new HashMap<>();
    /** Names that were used, which AWS remembers whatever becomes of the table. */
    private final Set<String> executions = new HashSet<>();

    private final Set<String> secrets = new HashSet<>();
    private final List<SenderRecord> backups = new ArrayList<>();
    private final Set<String> served = new HashSet<>(List.of(Fixtures.WABA));
    private final Random random;
    private final BiFunction<AccountLife, SenderAccount, SenderAccount> write;
    private Instant now = NOW;
    private @Nullable SenderRecord stored;

    /** @param write settles and stores an account */
    AccountLife(long seed, BiFunction<AccountLife, SenderAccount, SenderAccount> write) {
        this.random = new Random(seed);
        this.write = write;
    }

    /**
     * Lets something happen.
     *
     * @param mayBeReplaced whether the account may be deleted, or restored to an earlier state
     */
    void goOn(boolean mayBeReplaced) {
        now = now.plusSeconds(random.nextInt(4000));
        SenderRecord before = stored;
        boolean restored = happen(mayBeReplaced);
        if (!restored && before instanceof SenderAccount earlier && stored instanceof SenderAccount later) {
            assertWorks(earlier, later);
        }
        if (stored instanceof SenderAccount account) {
            assertSound(account);
        }
        if (stored != null) {
            backups.add(stored);
        }
    }

    boolean serves(Connection connection) {
        return served.contains(connection.whatsAppAccountBusinessId());
    }

    /** Whether what happened was a restored table. */
    private boolean happen(boolean mayBeReplaced) {
        int kind = random.nextInt(mayBeReplaced ? 100 : 94);
        if (kind < 45 || stored == null) {
            submit(request());
        } else if (kind < 85) {
            progress();
        } else if (kind < 90) {
            served.add(pick(WABAS));
            change(account -> account);
        } else if (kind < 94) {
            change(account -> account.connection() == null || account.candidate() == null
                    ? account
                    : account.withoutCandidate(now));
        } else if (kind < 97) {
            stored = stored instanceof SenderAccount account
                    ? DeletedSender.of(account, now).completed()
                    : stored;
        } else {
            stored = pick(backups);
            return true;
        }
        return false;
    }

    private void submit(SenderRequest request) {
        if (!(decide(request) instanceof Accepted accepted)) {
            return;
        }
        carryOut(accepted, request);
        if (request.idempotencyKey() != null && decide(request) instanceof Start again) {
            assertThat(again.recorded()).as("a repeat starts no other run").isTrue();
        }
    }

    private Decision decide(SenderRequest request) {
        return submission.decide(
                stored,
                request,
                ENVIRONMENT,
                connection -> connection.numbers().listing() == null ? List.of() : NUMBERS,
                now);
    }

    private void carryOut(Accepted accepted, SenderRequest request) {
        if (accepted instanceof Start start) {
            Connection started = start.started();
            if (!start.recorded()) {
                assertThat(executions.add(started.run().execution()))
                        .as("the execution's name is new")
                        .isTrue();
            }
            if (start.credentials() != null) {
                String version = started.credentials().submittedVersion();
                vault.putIfAbsent(version, start.credentials());
                assertThat(vault)
                        .as("a version has its credentials for ever")
                        .containsEntry(version, start.credentials());
            }
            assertThat(started.isTo(request.whatsAppAccountBusinessId(), request.appId()))
                    .isTrue();
        }
        if (!(stored instanceof SenderAccount)) {
            assertThat(secrets.add(accepted.account().secretName()))
                    .as("the secret's name is new")
                    .isTrue();
        }
        stored = write.apply(this, accepted.account());
    }

    private SenderRequest request() {
        SubmittedRequest request = put().waba(pick(WABAS)).app(pick(APPS));
        switch (random.nextInt(7)) {
            case 0, 1 -> request.withoutSecrets();
            case 2 -> request.tokenAlone("EAAsimulatedToken" + random.nextInt(3));
            case 3 -> request.appSecretAlone(APP_SECRET.replace('0', (char) ('0' + random.nextInt(2))));
            default ->
                request.credentials(new Credentials(
                        new Secret("EAAsimulatedToken" + random.nextInt(3)),
                        request.request().appId(),
                        new Secret(APP_SECRET)));
        }
        if (random.nextInt(4) == 0) {
            request.locales(pick(List.of("en", "fr")));
        }
        if (random.nextInt(4) == 0) {
            request.selecting(pick(NUMBERS).numberId());
        }
        if (random.nextInt(3) == 0) {
            request.key("key" + random.nextInt(5));
        }
        return request.request();
    }

    /** A step of some run succeeds or fails, if it has begun to. */
    private void progress() {
        change(account -> {
            Connection connection = pick(account.connections().toList());
            Step next = connection.run().steps().stream()
                    .filter(step -> !step.status().isFinal())
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return account;
            }
            boolean fails = random.nextInt(4) == 0;
            return account.changing(
                    connection.run().generation(), found -> done(account, found, next.name(), fails), now);
        });
    }

    private Connection done(SenderAccount account, Connection connection, StepName name, boolean fails) {
        Step step = connection.run().step(name);
        if (fails) {
            return connection.with(step.failed(now, null, List.of(Fixtures.failedCheck())), now);
        }
        Connection succeeded = connection.with(step.succeeded(now, null, List.of()), now);
        return name == LIST_NUMBERS
                ? succeeded.withNumbers(succeeded.numbers().relisted("listing", NUMBERS, former(account, connection)))
                : succeeded;
    }

    private static SenderNumbers former(SenderAccount account, Connection connection) {
        Connection works = account.connection();
        return works != null && works.isOfSameAccountAs(connection) ? works.numbers() : SenderNumbers.NONE;
    }

    private void change(UnaryOperator<SenderAccount> change) {
        if (stored instanceof SenderAccount account) {
            stored = write.apply(this, change.apply(account));
        }
    }

    private <T> T pick(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    private static void assertWorks(SenderAccount before, SenderAccount after) {
        if (before.obstacles().isEmpty()) {
            assertThat(after.obstacles()).as("what sends goes on sending").isEmpty();
        }
        Connection works = after.connection();
        if (before.connection() == null || works == null) {
            assertThat(before.connection()).as("what works is not lost").isNull();
            return;
        }
        assertThat(before.connections())
                .as("what works worked before, or was tried")
                .anyMatch(found -> works.hasContentOf(found.verified(found.run().startedAt())));
        assertThat(works.isVerified()).isTrue();
    }

    private static void assertSound(SenderAccount account) {
        List<Long> runs = account.connections()
                .map(connection -> connection.run().generation())
                .toList();
        assertThat(runs).doesNotHaveDuplicates().allMatch(run -> run <= account.generation());
        assertThat(account.newest().run().generation())
                .isEqualTo(runs.stream().max(Comparator.naturalOrder()).orElseThrow());
        assertThat(account.idempotencyKeys().remembered()).hasSizeLessThanOrEqualTo(10);
        Connection candidate = account.candidate();
        assertThat(candidate != null && candidate.isVerified())
                .as("a candidate is not verified")
                .isFalse();
        if (account.connection() != null && candidate != null) {
            assertThat(candidate.hasContentOf(account.connection()))
                    .as("a candidate differs from what works")
                    .isFalse();
        }
    }
}
