package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.BANNED;
import static org.mfasender.Fixtures.FIRST;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.Fixtures.content;
import static org.mfasender.sender.run.StepName.LIST_NUMBERS;
import static org.mfasender.sender.run.StepName.PROVISION_TEMPLATES;
import static org.mfasender.sender.run.StepName.VALIDATE;
import static org.mfasender.sender.run.WaitReason.REVIEW;
import static org.mfasender.templates.Purpose.DEVICE_PAIRING;
import static org.mfasender.templates.Purpose.STRONG_AUTHENTICATION;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.Fixtures;
import org.mfasender.checks.Check;
import org.mfasender.checks.CheckName;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.sender.run.Provisioning;
import org.mfasender.sender.run.Step;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.Purpose;
import org.mfasender.templates.bindings.Coverage;
import org.mfasender.templates.bindings.TemplateContent;
import org.mfasender.templates.catalog.MessageTemplate;

class StatusRuleTest {

    private static final List<TemplateContent> APPROVED =
            List.of(content(DEVICE_PAIRING, "en", "APPROVED"), content(STRONG_AUTHENTICATION, "en", "APPROVED"));
    private static final List<TemplateContent> ONE_IN_REVIEW =
            List.of(content(DEVICE_PAIRING, "en", "APPROVED"), content(STRONG_AUTHENTICATION, "en", "PENDING"));

    /**
     * The status of a connection that was verified before its newest run, and of one that was not. The run is how far it came; a failed
     * step is followed by the check that failed. Coverage is of the two purposes.
     */
    @ParameterizedTest(name = "{0}, number {1}, {2}: {3}, before it was verified {4}")
    @CsvSource(delimiter = '|', textBlock = """
            requested                    | FIRST  | SERVED SERVED    | READY           | VERIFYING
            requested                    | FIRST  | SERVED IN_REVIEW | IN_REVIEW       | VERIFYING
            requested                    | FIRST  | SERVED MISSING   | VERIFYING       | VERIFYING
            requested                    | FIRST  | SERVED STOPPED   | VERIFYING       | VERIFYING
            requested                    | -      | SERVED SERVED    | NUMBER_REQUIRED | VERIFYING
            validating                   | FIRST  | SERVED SERVED    | READY           | VERIFYING
            validated                    | FIRST  | SERVED SERVED    | READY           | VERIFYING
            listed                       | FIRST  | SERVED SERVED    | READY           | READY
            listed                       | BANNED | SERVED SERVED    | NUMBER_REQUIRED | NUMBER_REQUIRED
            listed                       | -      | SERVED SERVED    | NUMBER_REQUIRED | NUMBER_REQUIRED
            listed                       | -      | MISSING MISSING  | NUMBER_REQUIRED | NUMBER_REQUIRED
            listed                       | FIRST  | SERVED IN_REVIEW | IN_REVIEW       | IN_REVIEW
            listed                       | FIRST  | SERVED STOPPED   | VERIFYING       | VERIFYING
            listed                       | FIRST  | MISSING MISSING  | VERIFYING       | VERIFYING
            waiting                      | FIRST  | SERVED SERVED    | READY           | READY
            waiting                      | FIRST  | SERVED IN_REVIEW | IN_REVIEW       | IN_REVIEW
            waiting                      | FIRST  | STOPPED IN_REVIEW| ACTION_REQUIRED | ACTION_REQUIRED
            waiting                      | FIRST  | SERVED MISSING   | VERIFYING       | VERIFYING
            succeeded                    | FIRST  | SERVED SERVED    | READY           | READY
            succeeded                    | FIRST  | SERVED IN_REVIEW | IN_REVIEW       | IN_REVIEW
            succeeded                    | FIRST  | SERVED STOPPED   | ACTION_REQUIRED | ACTION_REQUIRED
            succeeded                    | FIRST  | SERVED MISSING   | ACTION_REQUIRED | ACTION_REQUIRED
            succeeded                    | BANNED | SERVED SERVED    | NUMBER_REQUIRED | NUMBER_REQUIRED
            validate TOKEN_NEVER_EXPIRES | FIRST  | SERVED SERVED    | ACTION_REQUIRED | ACTION_REQUIRED
            list-numbers META_CALL       | FIRST  | SERVED SERVED    | ACTION_REQUIRED | ACTION_REQUIRED
            templates META_CALL          | FIRST  | SERVED SERVED    | ACTION_REQUIRED | ACTION_REQUIRED
            templates CREDENTIALS_STORED | FIRST  | SERVED SERVED    | ACTION_REQUIRED | ACTION_REQUIRED
            templates TEMPLATES_CREATED  | FIRST  | SERVED SERVED    | READY           | READY
            templates TEMPLATES_USABLE   | FIRST  | SERVED SERVED    | READY           | READY
            templates TEMPLATES_CREATED  | FIRST  | SERVED IN_REVIEW | ACTION_REQUIRED | ACTION_REQUIRED
            templates TEMPLATES_CREATED  | -      | SERVED SERVED    | ACTION_REQUIRED | ACTION_REQUIRED
            templates TEMPLATES_ELIGIBLE | FIRST  | SERVED SERVED    | NOT_ELIGIBLE    | NOT_ELIGIBLE
            templates TEMPLATES_ELIGIBLE | -      | MISSING MISSING  | NOT_ELIGIBLE    | NOT_ELIGIBLE
            """)
    void theStatusFollowsFromRunNumberAndCoverage(
            String run, String number, String coverage, SenderStatus verified, SenderStatus tried) {
        Connection connection = connection(run, number, coverage);

        assertThat(connection.verified(NOW).settled().status()).isEqualTo(verified);
        assertThat(connection.settled().status()).isEqualTo(tried);
    }

    private static Connection connection(String run, String number, String coverage) {
        String[] covered = coverage.split(" ", -1);
        SenderNumber selected = switch (number) {
            case "FIRST" -> FIRST;
            case "BANNED" -> BANNED;
            default -> null;
        };
        return Fixtures.tried(1)
                .withNumbers(new SenderNumbers(Fixtures.LISTING, selected, List.of()))
                .withCoverage(Map.of(
                        DEVICE_PAIRING, Coverage.valueOf(covered[0]),
                        STRONG_AUTHENTICATION, Coverage.valueOf(covered[1])))
                .withRun(run(run));
    }

    private static Provisioning run(String word) {
        Provisioning requested = Fixtures.tried(1).run();
        String[] failure = word.split(" ", -1);
        return switch (failure[0]) {
            case "requested" -> requested;
            case "validating" -> requested.with(requested.step(VALIDATE).started(NOW), NOW);
            case "validated" -> succeeded(requested, VALIDATE);
            case "listed" -> listed();
            case "waiting" ->
                listed().with(requested.step(PROVISION_TEMPLATES).waiting(NOW, REVIEW, "In review.", List.of()), NOW);
            case "succeeded" -> succeeded(listed(), PROVISION_TEMPLATES);
            case "validate" -> failed(requested, VALIDATE, failure[1]);
            case "list-numbers" -> failed(succeeded(requested, VALIDATE), LIST_NUMBERS, failure[1]);
            case "templates" -> failed(listed(), PROVISION_TEMPLATES, failure[1]);
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Provisioning listed() {
        Provisioning listed = succeeded(succeeded(Fixtures.tried(1).run(), VALIDATE), LIST_NUMBERS);
        return listed.with(listed.step(PROVISION_TEMPLATES).started(NOW), NOW);
    }

    private static Provisioning succeeded(Provisioning run, StepName step) {
        return run.with(run.step(step).succeeded(NOW, null, List.of()), NOW);
    }

    private static Provisioning failed(Provisioning run, StepName step, String check) {
        Check failed = check.equals(CheckName.META_CALL.name())
                ? Check.failed(CheckName.META_CALL, Map.of("call", "GET /"), null)
                : Check.failed(CheckName.valueOf(check), Map.of(), null);
        return run.with(run.step(step).failed(NOW, null, List.of(failed)), NOW);
    }

    @ParameterizedTest
    @EnumSource(names = {"META_CALL", "CREDENTIALS_STORED", "RATE_LIMIT"})
    void anAccountWhoseCredentialsMayBeRefusedIsNotReady(CheckName check) {
        Connection failed = templatesFailed(Check.failed(check, Map.of("call", "GET /"), null));

        assertThat(status(failed, APPROVED)).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    private static Connection templatesFailed(Check check) {
        return Fixtures.connected(1)
                .withRun(listed().with(Step.pending(PROVISION_TEMPLATES).failed(NOW, null, List.of(check)), NOW));
    }

    @Test
    void anAccountThatSendsStaysReadyWhenOnlyTemplatesAreRefused() {
        Connection failed = templatesFailed(Check.failed(CheckName.TEMPLATES_CREATED, Map.of(), null));

        assertThat(status(failed, APPROVED)).isEqualTo(SenderStatus.READY);
        assertThat(status(failed, ONE_IN_REVIEW)).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void whatIsKeptOfTheFormerDefaultLocaleKeepsTheAccountReady() {
        List<TemplateContent> former = List.of(APPROVED.getFirst(), content(STRONG_AUTHENTICATION, "fr", "APPROVED"));

        assertThat(status(Fixtures.connected(1), former)).isEqualTo(SenderStatus.READY);
    }

    @Test
    void aTemplateThatIsGoneIsNotInReview() {
        List<TemplateContent> gone =
                List.of(ONE_IN_REVIEW.getFirst(), ONE_IN_REVIEW.getLast().dangling(NOW));

        assertThat(status(Fixtures.connected(1), gone)).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void aRunThatWasStoppedFromOutsideAsksForAction() {
        Connection running = Fixtures.running().newest();

        assertThat(running.asSeenAt(NOW.plus(Duration.ofDays(4))).status()).isEqualTo(SenderStatus.VERIFYING);
        assertThat(running.asSeenAt(NOW.plus(Duration.ofHours(98))).status()).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void contentsOfEveryStateDecide() {
        Connection connected = Fixtures.connected(1);

        assertThat(status(connected, APPROVED)).isEqualTo(SenderStatus.READY);
        assertThat(status(connected, ONE_IN_REVIEW)).isEqualTo(SenderStatus.IN_REVIEW);
        assertThat(status(connected, List.of())).isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(status(connected, APPROVED.subList(0, 1)))
                .as("one purpose lacks a content")
                .isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(status(connected, List.of(APPROVED.getFirst(), content(STRONG_AUTHENTICATION, "en", "PAUSED"))))
                .isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    @Test
    void aDefaultContentThatMetaRefusedShowsWhileOthersAreReviewed() {
        List<TemplateContent> contents =
                List.of(content(DEVICE_PAIRING, "en", "REJECTED"), content(STRONG_AUTHENTICATION, "en", "PENDING"));

        assertThat(status(connection("waiting", "FIRST", "MISSING MISSING"), contents))
                .isEqualTo(SenderStatus.ACTION_REQUIRED);
        assertThat(status(connection("waiting", "FIRST", "MISSING MISSING"), ONE_IN_REVIEW))
                .isEqualTo(SenderStatus.IN_REVIEW);
        assertThat(status(connection("listed", "FIRST", "MISSING MISSING"), contents))
                .as("not judged yet")
                .isEqualTo(SenderStatus.IN_REVIEW);
    }

    @Test
    void anAccountWithATemplateThatMetaMovedToAnotherCategoryIsNotReady() {
        MessageTemplate moved = new MessageTemplate("9", "mfa", "en", "MARKETING", "APPROVED", null, null, null, null);
        List<TemplateContent> contents =
                List.of(APPROVED.getFirst(), APPROVED.getLast().rebound(moved, NOW));

        assertThat(status(Fixtures.connected(1), contents)).isEqualTo(SenderStatus.ACTION_REQUIRED);
    }

    private static SenderStatus status(Connection connection, List<TemplateContent> contents) {
        return connection
                .withCoverage(Coverage.of(connection.templates(), contents))
                .settled()
                .status();
    }

    /** Coverage is of each purpose in turn; what keeps the account from sending. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            FIRST  | SERVED SERVED     | -
            FIRST  | SERVED IN_REVIEW  | TEMPLATE_MISSING strong_authentication
            FIRST  | STOPPED SERVED    | TEMPLATE_MISSING device_pairing
            FIRST  | MISSING IN_REVIEW | TEMPLATE_MISSING device_pairing, TEMPLATE_MISSING strong_authentication
            BANNED | SERVED SERVED     | NUMBER_UNUSABLE
            none   | SERVED SERVED     | NUMBER_NOT_SELECTED
            none   | SERVED MISSING    | NUMBER_NOT_SELECTED, TEMPLATE_MISSING strong_authentication
            """)
    void obstaclesSayWhyNothingCanBeSent(String number, String coverage, @Nullable String obstacles) {
        Connection connection =
                connection("templates TEMPLATES_CREATED", number, coverage).verified(NOW);

        assertThat(words(SendObstacle.of(connection))).isEqualTo(obstacles == null ? "" : obstacles);
        assertThat(words(Fixtures.account(connection, Fixtures.tried(2)).obstacles()))
                .as("a candidate beside it changes nothing")
                .isEqualTo(words(SendObstacle.of(connection)));
    }

    @Test
    void whatIsNotVerifiedDoesNotSend() {
        assertThat(words(Fixtures.account(null, connection("listed", "FIRST", "SERVED SERVED"))
                        .obstacles()))
                .isEqualTo("NOT_CONNECTED");
    }

    private static String words(List<SendObstacle> obstacles) {
        return String.join(
                ", ",
                obstacles.stream()
                        .sorted((one, other) -> one.toString().compareTo(other.toString()))
                        .map(StatusRuleTest::word)
                        .toList());
    }

    private static String word(SendObstacle obstacle) {
        Purpose purpose = obstacle.purpose();
        return obstacle.code() + (purpose == null ? "" : " " + purpose);
    }
}
