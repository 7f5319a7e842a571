package org.mfasender.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.Fixtures.ENVIRONMENT;
import static org.mfasender.Fixtures.NOW;
import static org.mfasender.sender.SubmittedRequest.put;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.json.Json;
import org.mfasender.sender.Submission.Accepted;
import org.mfasender.sender.Submission.Amend;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Refuse;
import org.mfasender.sender.Submission.Start;
import org.mfasender.sender.run.StepName;

/** Sequences of requests for one environment: which of them start a run. */
class RepeatedRequestsTest {

    private @Nullable SenderAccount account;
    private Instant now = NOW;
    private List<SenderNumber> listed = List.of(Fixtures.FIRST, Fixtures.SECOND);

    /**
     * Requests, each {@code content/key}: the content is a token, {@code 1001} or {@code 1002} after it selects that number; the key
     * {@code -} is none. {@code +25h} lets time pass. Each run succeeds before the next request.
     */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = ';', textBlock = """
            a/one a/one                           ; start 1, nothing
            a/one b/two a/one                     ; start 1, start 2, nothing
            a/one b/two a/one b/two               ; start 1, start 2, nothing, nothing
            a/one b/- a/one                       ; start 1, start 2, nothing
            a/one b/two a/-                       ; start 1, start 2, start 3
            a/one a/two a/one                     ; start 1, start 2, nothing
            a/one b/two b/one                     ; start 1, start 2, reused
            a/one b/two c/one                     ; start 1, start 2, reused
            a/one b/one                           ; start 1, reused
            a/one 1001/one                        ; start 1, nothing
            a/one b/two 1001/one                  ; start 1, start 2, reused
            a/one b/two a/three                   ; start 1, start 2, start 3
            a/one 1002/two 1001/three 1002/two    ; start 1, select 1002, select 1001, nothing
            a/one 1002/- a/one                    ; start 1, select 1002, nothing
            a/one 1002/two 1001/two               ; start 1, select 1002, reused
            a/one 1002/two a/one                  ; start 1, select 1002, nothing
            a/one +23h a/one                      ; start 1, nothing
            a/one +24h a/one                      ; start 1, start 2
            a/one +24h b/one a/one                ; start 1, start 2, reused
            a/one b/two +24h a/one                ; start 1, start 2, start 3
            a/one +13h b/two +13h a/one           ; start 1, start 2, start 3
            a/one +13h b/two +13h b/two           ; start 1, start 2, nothing
            """)
    void aKeyCountsForADay(String requests, String decisions) {
        List<String> decided = new ArrayList<>();
        for (String word : requests.split(" ", -1)) {
            if (word.startsWith("+")) {
                now = now.plus(Duration.parse("PT" + word.substring(1)));
            } else {
                decided.add(submit(word));
            }
        }

        assertThat(String.join(", ", decided)).isEqualTo(decisions);
    }

    @Test
    void theLastTenKeysCount() {
        IntStream.rangeClosed(0, 10).forEach(count -> submit("a" + count + "/key" + count));

        assertThat(Stream.of("a1/key1", "a10/key10", "a5/key5", "b/key1").map(this::submit))
                .containsExactly("nothing", "nothing", "nothing", "reused");
        assertThat(submit("a0/key0")).as("the eleventh is new").isEqualTo("start 12");
    }

    @Test
    void aRepeatedRequestCompletesItsRunThatWasNeverStartedAndNoOther() {
        submit("a/one");
        SenderAccount recorded = recorded("b/two");

        assertThat(describe(decide(recorded, "b/two"))).isEqualTo("start 2 again");
        assertThat(describe(decide(recorded, "a/one"))).isEqualTo("nothing");
    }

    @Test
    void aRepeatedRequestIsNotRefusedForWhatChangedSince() {
        submit("a/one");
        submit("1002/two");
        listed = List.of(Fixtures.FIRST);

        assertThat(submit("1002/two")).isEqualTo("nothing");
    }

    @Test
    void aKeyOfADayAgoIsNotKept() {
        submit("a/one");
        now = now.plus(Duration.ofDays(1));
        submit("b/two");

        assertThat(current().idempotencyKeys().remembered()).hasSize(1);
    }

    /** As 0.1.0 stored them: the newest key alone, and not what was asked for with it. */
    @ParameterizedTest
    @CsvSource({"a/one, nothing", "b/one, reused", "b/two, start 2"})
    void aKeyWithoutAFingerprintIsComparedWithTheAccount(String request, String decision) {
        submit("a/one");
        account = current().withIdempotencyKeys(IdempotencyKeys.stored("one", List.of(), NOW));

        assertThat(submit(request)).isEqualTo(decision);
    }

    @Test
    void aKeyThatAnEarlierReleaseStoredIsRememberedBesideTheOthers() {
        submit("a/one");
        List<RememberedKey> before = current().idempotencyKeys().remembered();
        account = current().withIdempotencyKeys(IdempotencyKeys.stored("two", before, NOW));

        assertThat(current().idempotencyKeys().remembered()).hasSize(2);
        assertThat(submit("a/two")).isEqualTo("nothing");
        assertThat(submit("b/three")).isEqualTo("start 2");
        assertThat(submit("a/one")).isEqualTo("nothing");
        assertThat(submit("a/two"))
                .as("what the request asked for is not known")
                .isEqualTo("reused");
    }

    @Test
    void nothingIsRememberedInClear() {
        submit("a/a-telling-key");

        assertThat(Json.write(current().idempotencyKeys().remembered()))
                .doesNotContain("telling", "EAA", Fixtures.APP_SECRET, Fixtures.WABA);
    }

    /** Decides, and carries the decision out; a run that starts succeeds. */
    private String submit(String request) {
        Decision decision = decide(account, request);
        if (decision instanceof Start start) {
            account = succeeded(start.account());
        } else if (decision instanceof Accepted accepted) {
            account = accepted.account();
        }
        return describe(decision);
    }

    /** The account once a request is recorded, and nothing more. */
    private SenderAccount recorded(String request) {
        return ((Start) decide(account, request)).account();
    }

    private Decision decide(@Nullable SenderAccount stored, String request) {
        String[] parts = request.split("/", -1);
        SubmittedRequest wanted = parts[0].startsWith("100")
                ? put().withoutSecrets().selecting(parts[0])
                : put().token("EAAsimulatedToken" + parts[0]);
        SubmittedRequest keyed = parts[1].equals("-") ? wanted : wanted.key(parts[1]);
        return new Submission(Fixtures.options("en"), UUID::randomUUID)
                .decide(stored, keyed.request(), ENVIRONMENT, connection -> listed, now);
    }

    private SenderAccount succeeded(SenderAccount started) {
        SenderAccount next = started.changing(started.generation(), this::listed, now);
        for (StepName step : StepName.values()) {
            next = Fixtures.with(next, Fixtures.step(next, step).succeeded(now, null, List.of()));
        }
        return next.settled();
    }

    private Connection listed(Connection tried) {
        SenderNumbers numbers = tried.numbers();
        return tried.withNumbers(new SenderNumbers(
                Fixtures.LISTING, numbers.selected() == null ? Fixtures.FIRST : numbers.selected(), List.of()));
    }

    private SenderAccount current() {
        return Objects.requireNonNull(account);
    }

    private static String describe(Decision decision) {
        return switch (decision) {
            case Start start -> "start " + start.account().generation() + (start.recorded() ? " again" : "");
            case Amend amend -> "select " + amend.account().newest().numbers().selectedId();
            case Nothing nothing -> "nothing";
            case Refuse refuse -> refuse.refusal() instanceof Refusal.KeyReused ? "reused" : "refused";
        };
    }
}
