package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mfasender.Fixtures.BANNED;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.SECOND;
import static org.mfasender.sender.run.StepName.PROVISION_TEMPLATES;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.Fixtures;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.bindings.Coverage;

/** What works and what is being tried: which takes the place of which, and that neither disturbs the other. */
class SenderAccountTest {

    private static final String OTHER_WABA = "217640915503999";
    private static final Instant LATER = NOW.plusSeconds(60);

    /**
     * Whether a candidate becomes the connection.
     *
     * @param connection whether something works already
     * @param waba which WhatsApp Business Account the candidate is to, seen from the connection
     * @param succeeded the steps of its run that succeeded
     */
    @ParameterizedTest(name = "connection {0}, {1} WABA, {2}, number {3}, {4}: promoted {5}")
    @CsvSource(delimiter = '|', textBlock = """
            no  | any   | -                     | -      | MISSING MISSING  | false
            no  | any   | validate              | -      | MISSING MISSING  | false
            no  | any   | validate list-numbers | -      | MISSING MISSING  | true
            no  | any   | validate list-numbers | BANNED | MISSING MISSING  | true
            yes | same  | -                     | FIRST  | SERVED SERVED    | false
            yes | same  | validate              | FIRST  | SERVED SERVED    | false
            yes | same  | list-numbers          | FIRST  | SERVED SERVED    | false
            yes | same  | validate list-numbers | -      | MISSING MISSING  | true
            yes | same  | validate list-numbers | BANNED | MISSING MISSING  | true
            yes | same  | validate list-numbers | FIRST  | SERVED SERVED    | true
            yes | other | validate              | FIRST  | SERVED SERVED    | false
            yes | other | validate list-numbers | -      | SERVED SERVED    | false
            yes | other | validate list-numbers | BANNED | SERVED SERVED    | false
            yes | other | validate list-numbers | FIRST  | MISSING MISSING  | false
            yes | other | validate list-numbers | FIRST  | SERVED IN_REVIEW | false
            yes | other | validate list-numbers | FIRST  | SERVED STOPPED   | false
            yes | other | validate list-numbers | FIRST  | SERVED SERVED    | false
            yes | other | validate list-numbers provision-templates | FIRST  | SERVED SERVED    | true
            yes | other | validate list-numbers provision-templates | FIRST  | SERVED IN_REVIEW | false
            yes | other | validate list-numbers provision-templates | BANNED | SERVED SERVED    | false
            yes | other | validate list-numbers provision-templates | -      | SERVED SERVED    | false
            """)
    void aCandidateThatHasProvedItselfBecomesTheConnection(
            String connection, String waba, String succeeded, String number, String coverage, boolean promoted) {
        String[] covered = coverage.split(" ", -1);
        Connection tried = succeeding(tried(waba.equals("other") ? OTHER_WABA : Fixtures.WABA), succeeded)
                .withNumbers(new SenderNumbers(Fixtures.LISTING, number(number), List.of()))
                .withCoverage(Map.of(
                        DEVICE_PAIRING, Coverage.valueOf(covered[0]),
                        STRONG_AUTHENTICATION, Coverage.valueOf(covered[1])));
        Connection works = connection.equals("yes") ? Fixtures.connected(1) : null;
        SenderAccount settled = Fixtures.account(works, tried).settled();

        assertThat(settled.connection())
                .isEqualTo(promoted ? tried.verified(NOW).settled() : works);
        assertThat(settled.candidate()).isEqualTo(promoted ? null : tried.settled());
        assertThat(settled.settled()).as("settled again").isEqualTo(settled);
    }

    private static @Nullable SenderNumber number(String word) {
        return switch (word) {
            case "FIRST" -> FIRST;
            case "BANNED" -> BANNED;
            default -> null;
        };
    }

    @Test
    void aCandidateWhoseTemplatesFailedIsPromotedWhereNothingStops() {
        Connection failed = failing(succeeding(tried(Fixtures.WABA), "validate list-numbers"), PROVISION_TEMPLATES);

        assertThat(Fixtures.account(Fixtures.connected(1), failed)
                        .settled()
                        .shown()
                        .run())
                .isEqualTo(failed.run());
    }

    @ParameterizedTest
    @EnumSource(StepName.class)
    void aRefusedCandidateOfAnotherAccountLeavesWhatWorks(StepName step) {
        SenderAccount before = Fixtures.succeeded();
        SenderAccount refused = before.trying(tried(OTHER_WABA), NOW)
                .changing(2, found -> failing(found, step), LATER)
                .settled();

        assertThat(refused.connection()).isEqualTo(before.connection());
        assertThat(refused.shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(refused.newest().status()).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(refused.obstacles()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false"})
    void aChangeIsOfTheConnectionWhoseRunItNames(long run, boolean ofConnection) {
        SenderAccount before = Fixtures.account(Fixtures.connected(1), tried(OTHER_WABA));
        SenderAccount after = before.changing(run, found -> found.withNumbers(SenderNumbers.wanting(SECOND)), LATER);

        assertThat(after.connection())
                .isEqualTo(
                        ofConnection
                                ? Fixtures.connected(1).withNumbers(SenderNumbers.wanting(SECOND))
                                : before.connection());
        assertThat(after.candidate())
                .isEqualTo(
                        ofConnection
                                ? before.candidate()
                                : tried(OTHER_WABA).withNumbers(SenderNumbers.wanting(SECOND)));
        assertThat(after.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void aSupersededRunChangesNothing() {
        SenderAccount account = Fixtures.account(Fixtures.connected(1), tried(OTHER_WABA));

        assertThat(account.ofRun(3)).isEmpty();
        assertThat(account.changing(3, found -> found.withNumbers(SenderNumbers.NONE), NOW))
                .isEqualTo(account);
    }

    @Test
    void thePromotedCandidateSupersedesTheConnectionsRun() {
        Connection tried = succeeding(tried(Fixtures.WABA), "validate list-numbers");
        SenderAccount promoted = Fixtures.account(Fixtures.connected(1), tried).settled();

        assertThat(promoted.ofRun(1)).isEmpty();
        assertThat(promoted.ofRun(2)).contains(promoted.shown());
        assertThat(promoted.shown().verifiedAt()).isEqualTo(NOW);
    }

    @Test
    void aFurtherRunOfOneLeavesTheOther() {
        SenderAccount before = Fixtures.account(Fixtures.connected(1), tried(OTHER_WABA));
        SenderAccount after = before.rerunning(before.newest(), "execution-3", LATER);

        assertThat(after.generation()).isEqualTo(3);
        assertThat(after.connection()).isEqualTo(before.connection());
        assertThat(after.newest().run().generation()).isEqualTo(3);
        assertThat(after.newest().run().execution()).isEqualTo("execution-3");
        assertThat(after.ofRun(2)).isEmpty();
        assertThat(after.newest().credentials()).isEqualTo(before.newest().credentials());
    }

    @Test
    void aFurtherRunOfWhatWorksLeavesItReadyWhileItIsVerifiedAgain() {
        SenderAccount again = Fixtures.succeeded()
                .rerunning(Fixtures.connected(1), "execution-2", LATER)
                .settled();

        assertThat(again.shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(again.shown().verifiedAt()).isEqualTo(NOW);
        assertThat(again.obstacles()).isEmpty();
    }

    @Test
    void whatIsShownIsWhatWorksAndWhatWasSubmittedIsTheNewest() {
        Connection works = Fixtures.connected(1);
        Connection tried = tried(OTHER_WABA);

        assertThat(Fixtures.account(works, tried).shown()).isEqualTo(works);
        assertThat(Fixtures.account(works, tried).newest()).isEqualTo(tried);
        assertThat(Fixtures.account(works, null).newest()).isEqualTo(works);
        assertThat(Fixtures.account(null, tried).shown()).isEqualTo(tried);
        assertThat(Fixtures.account(works, tried).connections()).containsExactly(works, tried);
        assertThat(Fixtures.account(works, tried).owner().whatsAppAccountBusinessId())
                .isEqualTo(Fixtures.WABA);
        assertThat(Fixtures.account(works, tried).owner(tried).whatsAppAccountBusinessId())
                .isEqualTo(OTHER_WABA);
    }

    @Test
    void anAccountIsOfSomething() {
        SenderAccount account = Fixtures.requested();

        assertThatThrownBy(() -> account.withoutCandidate(NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Connection tried(String waba) {
        return Fixtures.tried(2, waba, Fixtures.credentials("EAAsimulatedOtherToken", Fixtures.APP_SECRET));
    }

    private static Connection succeeding(Connection connection, String steps) {
        Connection changed = connection;
        for (StepName name : StepName.values()) {
            if (List.of(steps.split(" ", -1)).contains(name.toString())) {
                changed = changed.with(changed.run().step(name).succeeded(NOW, null, List.of()), NOW);
            }
        }
        return changed;
    }

    private static Connection failing(Connection connection, StepName step) {
        return connection.with(connection.run().step(step).failed(NOW, null, List.of(Fixtures.failedCheck())), NOW);
    }
}
