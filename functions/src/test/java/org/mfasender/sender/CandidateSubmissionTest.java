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
import static org.mfasender.sender.run.StepName.VALIDATE;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mfasender.Fixtures;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.numbers.SenderNumbers;
import org.mfasender.platform.secrets.Credentials;
import org.mfasender.platform.secrets.Secret;
import org.mfasender.sender.Submission.Accepted;
import org.mfasender.sender.Submission.Amend;
import org.mfasender.sender.Submission.Decision;
import org.mfasender.sender.Submission.Nothing;
import org.mfasender.sender.Submission.Refuse;
import org.mfasender.sender.Submission.Start;
import org.mfasender.sender.run.ProgressStatus;
import org.mfasender.sender.run.StepName;
import org.mfasender.templates.Purpose;

/**
 * What a request means beside what works.
 *
 * <p>Situations: {@code alone} is a refused candidate; {@code works} a connection; {@code works+same} has a candidate for the same
 * WhatsApp Business Account beside it, {@code works+other} one for another. Without more, the candidate was refused; {@code :running} and
 * {@code :done} say how far its run is.
 *
 * <p>A request is {@code account/app/token} and what else it asks for: a locale, a number, {@code key=}. The connection is
 * {@code A/1/one}; the candidate is {@code A/1/two}, or {@code B/2/two} on the other account, in French. A token {@code -} is left out.
 *
 * <p>A decision is followed by the account from then on: connection and candidate, each with the version of its secret ({@code v1} is
 * the connection's, {@code v2} the candidate's), its locale, and the selected number.
 */
class CandidateSubmissionTest {

    private static final Map<String, String> IDS = Map.of(
            "A",
            Fixtures.WABA,
            "B",
            "217640915503999",
            "C",
            "217640915503888",
            "1",
            Fixtures.APP,
            "2",
            "845120037719999");
    private static final Instant LATER = NOW.plusSeconds(3600);

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = ';', textBlock = """
            # equal to the connection
            works              ; A/1/one            ; nothing     -> A/1/v1 en 1001
            works              ; A/1/-              ; nothing     -> A/1/v1 en 1001
            works+same         ; A/1/one            ; amend       -> A/1/v1 en 1001
            works+same         ; A/1/- en           ; amend       -> A/1/v1 en 1001
            works+same:running ; A/1/one            ; amend       -> A/1/v1 en 1001
            works+other        ; A/1/one            ; amend       -> A/1/v1 en 1001
            works+other        ; A/1/-              ; amend       -> A/1/v1 en 1001
            works+other:done   ; A/1/one            ; amend       -> A/1/v1 en 1001
            works+other        ; A/1/one key=new    ; start 3 v1  -> A/1/v1 en 1001
            # equal to the candidate
            alone              ; A/1/two fr         ; start 3 v2  -> none | A/1/v2 fr -
            alone              ; A/1/- fr           ; start 3 v2  -> none | A/1/v2 fr -
            works+same         ; A/1/two fr         ; start 3 v2  -> A/1/v1 en 1001 | A/1/v2 fr -
            works+same         ; A/1/two            ; start 3 v2  -> A/1/v1 en 1001 | A/1/v2 fr -
            works+same:running ; A/1/two            ; nothing     -> A/1/v1 en 1001 | A/1/v2 fr -
            works+other        ; B/2/two            ; start 3 v2  -> A/1/v1 en 1001 | B/2/v2 fr -
            works+other        ; B/2/-              ; start 3 v2  -> A/1/v1 en 1001 | B/2/v2 fr -
            works+other:running; B/2/-              ; nothing     -> A/1/v1 en 1001 | B/2/v2 fr -
            works+other:running; B/2/- key=new      ; start 3 v2  -> A/1/v1 en 1001 | B/2/v2 fr -
            works+other:done   ; B/2/two            ; nothing     -> A/1/v1 en 1001 | B/2/v2 fr -
            # another token
            alone              ; A/1/three          ; start 3 new -> none | A/1/new fr -
            works              ; A/1/three          ; start 2 new -> A/1/v1 en 1001 | A/1/new en -
            works+same         ; A/1/three          ; start 3 new -> A/1/v1 en 1001 | A/1/new fr -
            works+same:running ; A/1/three          ; start 3 new -> A/1/v1 en 1001 | A/1/new fr -
            works+other        ; A/1/three          ; start 3 new -> A/1/v1 en 1001 | A/1/new en -
            works+other        ; B/2/three          ; start 3 new -> A/1/v1 en 1001 | B/2/new fr -
            # one secret alone
            works              ; A/1/three alone    ; start 2 new -> A/1/v1 en 1001 | A/1/new en -
            works              ; A/1/secret alone   ; start 2 new -> A/1/v1 en 1001 | A/1/new en -
            works              ; A/1/one alone      ; nothing     -> A/1/v1 en 1001
            works+same         ; A/1/one alone      ; amend       -> A/1/v1 en 1001
            works+same         ; A/1/two alone      ; start 3 new -> A/1/v1 en 1001 | A/1/new fr -
            works+same:running ; A/1/three alone    ; start 3 new -> A/1/v1 en 1001 | A/1/new fr -
            works+other        ; A/1/three alone    ; start 3 new -> A/1/v1 en 1001 | A/1/new en -
            works+half:pending ; A/1/three alone    ; start 2 new again -> A/1/v1 en 1001 | A/1/new en -
            works+half:running ; A/1/three alone    ; nothing     -> A/1/v1 en 1001 | A/1/new en -
            works+half:running ; A/1/-              ; amend       -> A/1/v1 en 1001
            works+half:refused ; A/1/three alone    ; start 3 new -> A/1/v1 en 1001 | A/1/new en -
            works+half:refused ; A/1/secret alone   ; start 3 new -> A/1/v1 en 1001 | A/1/new en -
            works              ; A/2/three alone    ; refuse SecretsMissing
            works              ; B/1/three alone    ; refuse SecretsMissing
            works+other        ; B/2/three alone    ; refuse SecretsMissing
            alone              ; A/1/three alone    ; refuse SecretsMissing
            # another app: the secret has the App ID in it
            works              ; A/2/one            ; start 2 new -> A/1/v1 en 1001 | A/2/new en -
            works              ; A/2/-              ; refuse SecretsMissing
            works+same         ; A/2/two            ; start 3 new -> A/1/v1 en 1001 | A/2/new en -
            works+other        ; B/1/two            ; start 3 new -> A/1/v1 en 1001 | B/1/new fr -
            works+other        ; A/2/two            ; start 3 v2  -> A/1/v1 en 1001 | A/2/v2 en -
            alone              ; A/2/two            ; start 3 new -> none | A/2/new fr -
            # another WhatsApp Business Account
            works              ; B/1/one            ; start 2 v1  -> A/1/v1 en 1001 | B/1/v1 en -
            works              ; B/1/-              ; refuse SecretsMissing
            works+same         ; C/1/two            ; start 3 v2  -> A/1/v1 en 1001 | C/1/v2 en -
            works+other        ; C/2/two            ; start 3 v2  -> A/1/v1 en 1001 | C/2/v2 en -
            works+other        ; C/2/-              ; refuse SecretsMissing
            works+other        ; B/1/-              ; refuse SecretsMissing
            # other options
            works              ; A/1/- fr           ; start 2 v1  -> A/1/v1 en 1001 | A/1/v1 fr -
            works              ; A/1/one fr         ; start 2 v1  -> A/1/v1 en 1001 | A/1/v1 fr -
            works+same         ; A/1/- de           ; start 3 v1  -> A/1/v1 en 1001 | A/1/v1 de -
            works+same         ; A/1/two en         ; start 3 v2  -> A/1/v1 en 1001 | A/1/v2 en -
            works+other        ; A/1/- fr           ; start 3 v1  -> A/1/v1 en 1001 | A/1/v1 fr -
            works+other        ; B/2/- de           ; start 3 v2  -> A/1/v1 en 1001 | B/2/v2 de -
            # a number
            works              ; A/1/- 1002         ; amend       -> A/1/v1 en 1002
            works              ; A/1/- 1001         ; nothing     -> A/1/v1 en 1001
            works              ; A/1/three 1002     ; start 2 new -> A/1/v1 en 1001 | A/1/new en 1002
            works+same         ; A/1/- 1002         ; amend       -> A/1/v1 en 1002
            works+same         ; A/1/three 1002     ; start 3 new -> A/1/v1 en 1001 | A/1/new fr 1002
            works+same         ; A/1/two 1002       ; start 3 v2  -> A/1/v1 en 1001 | A/1/v2 fr 1002
            works+same:running ; A/1/two 1002       ; amend       -> A/1/v1 en 1001 | A/1/v2 fr 1002
            works+same         ; A/1/three 1003     ; refuse NumberUnusable
            works+other        ; A/1/- 1002         ; amend       -> A/1/v1 en 1002
            works+other        ; B/2/- 1001         ; start 3 v2  -> A/1/v1 en 1001 | B/2/v2 fr -
            works+other:done   ; B/2/- 1001         ; start 3 v2  -> A/1/v1 en 1001 | B/2/v2 fr 1001
            works+other:done   ; B/2/- 1003         ; refuse NumberUnusable
            works+other:done   ; B/2/- 4711         ; refuse NumberUnknown
            works+other:done   ; B/1/two 1001       ; start 3 new -> A/1/v1 en 1001 | B/1/new fr 1001
            works              ; B/1/one 1001       ; start 2 v1  -> A/1/v1 en 1001 | B/1/v1 en -
            # keys
            works+same         ; A/1/two key=used   ; refuse KeyReused
            works+other        ; B/2/- key=used     ; refuse KeyReused
            works+other        ; A/1/one key=used   ; refuse KeyReused
            works+same         ; A/1/- 1002 key=new ; amend       -> A/1/v1 en 1002
            """)
    void situationAndRequestDecide(String situation, String request, String decision) {
        Decision decided = decide(situation(situation), request(request).request());

        assertThat(describe(decided)).isEqualTo(decision.replaceAll(" +", " "));
    }

    private static SenderAccount situation(String word) {
        String[] parts = word.split(":", -1);
        Connection works = Fixtures.connected(1).verified(NOW);
        SenderAccount account = switch (parts[0]) {
            case "alone" -> Fixtures.account(null, tried("A", "1"));
            case "works" -> Fixtures.account(works, null);
            case "works+half" ->
                ((Start) decide(
                                Fixtures.account(works, null),
                                request("A/1/three alone").request()))
                        .account();
            case "works+same" -> Fixtures.account(works, tried("A", "1"));
            case "works+other" -> Fixtures.account(works, tried("B", "2"));
            default -> throw new IllegalArgumentException(word);
        };
        SenderAccount keyed = account.withIdempotencyKeys(IdempotencyKeys.NONE
                .starting(request("C/2/four key=used").request(), NOW)
                .starting(request("C/2/five key=newest").request(), NOW));
        return parts[0].equals("works") ? keyed : after(keyed, parts.length == 1 ? "refused" : parts[1]);
    }

    /** Once the candidate's run has come this far. */
    private static SenderAccount after(SenderAccount account, String progress) {
        return switch (progress) {
            case "refused" ->
                Fixtures.with(
                        account, Fixtures.step(account, VALIDATE).failed(NOW, null, List.of(Fixtures.failedCheck())));
            case "running" ->
                Fixtures.with(account, Fixtures.step(account, VALIDATE).started(NOW));
            case "pending" -> account;
            case "done" -> {
                SenderAccount done = account;
                for (StepName name : StepName.values()) {
                    done = Fixtures.with(done, Fixtures.step(done, name).succeeded(NOW, null, List.of()));
                }
                yield done.changing(2, found -> found.withNumbers(new SenderNumbers("2-0ther", null, List.of())), NOW);
            }
            default -> throw new IllegalArgumentException(progress);
        };
    }

    private static Connection tried(String waba, String app) {
        return Connection.tried(
                id(waba),
                id(app),
                CredentialSummary.of(credentials(app, "two"), Fixtures.version(2), NOW),
                false,
                Fixtures.options("fr"),
                SenderNumbers.NONE,
                Fixtures.tried(2).run());
    }

    private static SubmittedRequest request(String text) {
        String[] words = text.split(" ", -1);
        String[] slot = words[0].split("/", -1);
        SubmittedRequest request = put().waba(id(slot[0])).app(id(slot[1]));
        if (slot[2].equals("-")) {
            request.withoutSecrets();
        } else {
            request.credentials(credentials(slot[1], slot[2]));
        }
        for (String word : List.of(words).subList(1, words.length)) {
            if (word.startsWith("key=")) {
                request.key(word.substring(4));
            } else if (word.equals("alone")) {
                alone(request, slot[2]);
            } else if (Character.isDigit(word.charAt(0))) {
                request.selecting(word);
            } else {
                request.locales(word);
            }
        }
        return request;
    }

    private static void alone(SubmittedRequest request, String word) {
        if (word.equals("secret")) {
            request.appSecretAlone("f".repeat(32));
        } else {
            request.tokenAlone(credentials("1", word).userAccessToken().reveal());
        }
    }

    private static String id(String word) {
        return Objects.requireNonNull(IDS.get(word));
    }

    private static Credentials credentials(String app, String token) {
        return token.equals("one")
                ? new Credentials(new Secret(Fixtures.TOKEN), id(app), new Secret(APP_SECRET))
                : new Credentials(new Secret("EAAsimulatedToken" + token), id(app), new Secret(APP_SECRET));
    }

    private static Decision decide(SenderAccount stored, SenderRequest request) {
        return new Submission(Fixtures.options("en"), UUID::randomUUID)
                .decide(stored, request, ENVIRONMENT, CandidateSubmissionTest::numbers, LATER);
    }

    private static List<SenderNumber> numbers(Connection connection) {
        return connection.numbers().listing() == null ? List.of() : List.of(FIRST, SECOND, BANNED);
    }

    private static String describe(Decision decision) {
        return switch (decision) {
            case Start start ->
                "start " + start.account().generation() + " " + version(start.started())
                        + (start.recorded() ? " again" : "") + slots(start);
            case Amend amend -> "amend" + slots(amend);
            case Nothing nothing -> "nothing" + slots(nothing);
            case Refuse refuse -> "refuse " + refuse.refusal().getClass().getSimpleName();
        };
    }

    private static String slots(Accepted accepted) {
        List<String> slots = new ArrayList<>();
        Connection works = accepted.account().connection();
        Connection tried = accepted.account().candidate();
        slots.add(works == null ? "none" : describe(works));
        if (tried != null) {
            slots.add(describe(tried));
        }
        return " -> " + String.join(" | ", slots);
    }

    private static String describe(Connection connection) {
        return word(connection.whatsAppAccountBusinessId()) + "/" + word(connection.appId()) + "/" + version(connection)
                + " " + connection.defaultLocale(Purpose.DEVICE_PAIRING) + " "
                + Objects.requireNonNullElse(connection.numbers().selectedId(), "-");
    }

    private static String word(String id) {
        return IDS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String version(Connection connection) {
        String version = connection.credentials().version();
        return version.equals(Fixtures.version(1)) ? "v1" : version.equals(Fixtures.version(2)) ? "v2" : "new";
    }

    @Test
    void aWrongDigitLeavesWhatWorksUntouched() {
        SenderAccount before = Fixtures.succeeded();
        Start start = (Start) decide(
                before, request("B/1/-").credentials(Fixtures.credentials()).request());

        assertThat(start.account().connection()).isEqualTo(before.connection());
        assertThat(start.account().settled().shown().status()).isEqualTo(SenderStatus.READY);
        assertThat(start.account().obstacles()).isEmpty();
        assertThat(start.started()).isEqualTo(start.account().candidate());
        assertThat(start.account().secretName()).isEqualTo(before.secretName());
    }

    @Test
    void aRunOfTheCandidateLeavesTheRunOfTheConnectionGoing() {
        SenderAccount reviewed = Fixtures.account(Fixtures.connected(1), null);
        Start start = (Start) decide(reviewed, request("B/1/three").request());

        assertThat(start.account().ofRun(1)).isPresent();
        assertThat(start.account().ofRun(2)).contains(start.started());
        assertThat(start.started().run().status()).isEqualTo(ProgressStatus.PENDING);
    }

    @Test
    void oneSecretAloneIsStoredUnderAVersionOfItsOwnAndJoinedWithTheConnections() {
        Start start =
                (Start) decide(situation("works"), request("A/1/three alone").request());
        CredentialSummary tried = start.started().credentials();
        CredentialSummary works = Fixtures.connected(1).credentials();

        assertThat(tried.appSecret()).isEqualTo(works.appSecret());
        assertThat(tried.userAccessToken().fingerprint())
                .isNotEqualTo(works.userAccessToken().fingerprint());
        assertThat(tried.parts())
                .isEqualTo(new CredentialParts(SecretName.APP_SECRET, tried.submittedVersion(), works.version()));
        assertThat(Set.of(tried.version(), tried.submittedVersion(), works.version()))
                .hasSize(3);
        assertThat(Objects.requireNonNull(start.credentials()).whole()).isEmpty();
        assertThat(start.account().pace()).isEqualTo(CredentialPace.NONE.changing(2, LATER));
    }

    @Test
    void oneSecretThatTheConnectionHasIsNoVersionOfItsOwn() {
        Start start = (Start) decide(
                situation("works"), request("A/1/one alone").key("another").request());

        assertThat(start.credentials()).isNull();
        assertThat(start.account().pace()).isEqualTo(CredentialPace.NONE);
    }

    @Test
    void withoutAnythingThatWorksTheMissingSecretIsNamed() {
        Submission submission = new Submission(Fixtures.options("en"), UUID::randomUUID);

        assertThat(submission.decide(
                        null,
                        request("A/1/three alone").request(),
                        ENVIRONMENT,
                        CandidateSubmissionTest::numbers,
                        LATER))
                .isEqualTo(new Refuse(new Refusal.SecretsMissing(List.of(SecretName.APP_SECRET), false)));
        assertThat(decide(situation("alone"), request("A/1/secret alone").request()))
                .isEqualTo(new Refuse(new Refusal.SecretsMissing(List.of(SecretName.USER_ACCESS_TOKEN), false)));
    }

    /** They were accepted and stored before. */
    @Test
    void formerCredentialsAreTriedAsTheyAreStored() {
        SenderAccount rotated = rotated(Fixtures.APP);

        Start start = (Start) decide(rotated, put().restoring().request());

        assertThat(start.credentials()).isNull();
        assertThat(start.started().credentials().version()).isEqualTo(Fixtures.version(9));
        assertThat(start.account().connection()).isEqualTo(rotated.connection());
        assertThat(start.account().former()).isEqualTo(rotated.former());
        assertThat(start.account().pace()).isEqualTo(CredentialPace.NONE);
        assertThat(decide(start.account(), put().restoring().request()))
                .as("once more")
                .isEqualTo(new Start(start.account(), start.started(), null, true));
    }

    @Test
    void nothingIsRestoredThatIsNotKeptForTheAccountAndTheApp() {
        Decision refused = new Refuse(new Refusal.NoFormerCredentials());

        assertThat(decide(situation("works"), put().restoring().request())).isEqualTo(refused);
        assertThat(decide(situation("alone"), put().restoring().request())).isEqualTo(refused);
        assertThat(decide(rotated("845120037719999"), put().restoring().request()))
                .isEqualTo(refused);
        assertThat(decide(
                        rotated(Fixtures.APP),
                        put().waba(StoredAccount.OTHER_WABA).restoring().request()))
                .isEqualTo(refused);
    }

    private static SenderAccount rotated(String formerApp) {
        CredentialSummary former = CredentialSummary.of(
                Fixtures.credentials("EAAsimulatedFormerToken", APP_SECRET), Fixtures.version(9), NOW);
        return situation("works").withFormer(new FormerCredentials(formerApp, former, null));
    }

    @Test
    void whatStoredCredentialsAreUsedIsNotStoredAgain() {
        assertThat(((Start) decide(situation("works+other"), request("B/2/-").request())).credentials())
                .isNull();
        assertThat(((Start) decide(situation("works"), request("A/1/- fr").request())).credentials())
                .isNull();
    }

    /** A repeat completes the run that the same request asked for, and never with other credentials. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            works+other:pending ; B/2/two key=one ; start 2 v2 again -> A/1/v1 en 1001 | B/2/v2 fr -
            works+other:running ; B/2/two key=one ; nothing -> A/1/v1 en 1001 | B/2/v2 fr -
            works+other         ; B/2/two key=one ; nothing -> A/1/v1 en 1001 | B/2/v2 fr -
            """)
    void aRepeatedRequestCompletesItsOwnRun(String situation, String request, String decision) {
        SenderAccount stored = situation(situation)
                .withIdempotencyKeys(
                        IdempotencyKeys.NONE.starting(request(request).request(), NOW));

        assertThat(describe(decide(stored, request(request).request()))).isEqualTo(decision);
    }

    @Test
    void aRepeatAfterTheCandidateWasDiscardedDoesNotStoreItsCredentialsAsTheConnections() {
        SenderRequest request = request("B/2/two key=one").request();
        SenderAccount submitted =
                situation("works+other:pending").withIdempotencyKeys(IdempotencyKeys.NONE.starting(request, NOW));
        Connection requestedAgain =
                Fixtures.connected(1).withRun(Fixtures.tried(1).run()).verified(NOW);
        SenderAccount discarded =
                Fixtures.account(requestedAgain, null).withIdempotencyKeys(submitted.idempotencyKeys());

        assertThat(decide(discarded, request)).isInstanceOf(Nothing.class);
    }

    @Test
    void aNumberOfACandidateThatHasListedNoneIsOneOfTheConnections() {
        Refuse refused = (Refuse)
                decide(situation("works+same"), request("A/1/three 4711").request());

        assertThat(((Refusal.NumberUnknown) refused.refusal()).known()).containsExactly(FIRST, SECOND, BANNED);
    }

    @Test
    void aVerifiedCandidateOfAnotherAccountWaitsForItsNumber() {
        SenderAccount waiting = situation("works+other:done").settled();

        assertThat(waiting.connection()).isNotNull();
        assertThat(waiting.newest().run().step(LIST_NUMBERS).status()).isEqualTo(ProgressStatus.SUCCEEDED);
        assertThat(waiting.newest().status()).isEqualTo(SenderStatus.NUMBER_REQUIRED);
    }
}
