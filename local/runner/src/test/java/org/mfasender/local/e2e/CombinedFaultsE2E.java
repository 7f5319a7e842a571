package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.AccountBuilder;
import org.mfasender.local.graph.world.Health;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.TokenState;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;

/**
 * A dry run of every combination of up to three faults: each fault is reported unless another one hides it, and
 * nothing else is reported.
 */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class CombinedFaultsE2E {

    private static final String WRONG_SECRET = "ffffffffffffffffffffffffffffffff";
    private static final String OPAQUE = "SimulatedOpaqueValue";
    private static final Duration DAY = Duration.ofDays(1);

    private final LocalSystem system;

    CombinedFaultsE2E(LocalSystem system) {
        this.system = system;
    }

    /** How far the checks have to get to see a fault. */
    enum Depth {
        /** App ID, App Secret, and whether the token lives. */
        CREDENTIALS,
        /** What Meta says of a living token. */
        TOKEN,
        /** The call that reads the account. */
        CALL,
        /** What a readable account is like. */
        ACCOUNT
    }

    /** Of two faults with a part in common, an account can have one only. */
    enum Part {
        TOKEN_STATE,
        TOKEN_LIFETIME,
        SECRET,
        NUMBERS,
        REVIEW
    }

    /** What is wrong, from which depth it is seen, and the checks that report it, each with its status. */
    @SuppressWarnings("ImmutableEnumChecker") // its lists and changes are never changed, which the checker cannot see
    enum Fault {
        EXPIRED(
                Depth.CREDENTIALS,
                "FAILED tokenValid",
                account -> account.tokenLifetime(DAY.negated()),
                Part.TOKEN_STATE,
                Part.TOKEN_LIFETIME),
        REVOKED(
                Depth.CREDENTIALS,
                "FAILED tokenValid",
                account -> account.tokenState(TokenState.REVOKED),
                Part.TOKEN_STATE),
        APP_REMOVED(
                Depth.CREDENTIALS,
                "FAILED tokenValid",
                account -> account.tokenState(TokenState.APP_REMOVED),
                Part.TOKEN_STATE),
        TOKEN_OF_ANOTHER_APP(Depth.CREDENTIALS, "FAILED tokenBelongsToApp", AccountBuilder::tokenOfAnotherApp),
        WRONG_SECRET(Depth.CREDENTIALS, "FAILED appCredentials", account -> {}, Part.SECRET),
        EXPIRING(
                Depth.TOKEN,
                "FAILED tokenNeverExpires",
                account -> account.tokenLifetime(DAY.multipliedBy(60)),
                Part.TOKEN_LIFETIME),
        TOKEN_OF_A_PERSON(
                Depth.TOKEN,
                "FAILED tokenNeverExpires, FAILED tokenOfSystemUser",
                AccountBuilder::temporaryUserToken,
                Part.TOKEN_LIFETIME),
        NO_BUSINESS_MANAGEMENT(
                Depth.TOKEN, "FAILED scopeBusinessManagement", account -> account.withoutScope("business_management")),
        NO_WHATSAPP_MANAGEMENT(
                Depth.TOKEN,
                "FAILED scopeWhatsAppBusinessManagement",
                account -> account.withoutScope("whatsapp_business_management")),
        NO_WHATSAPP_MESSAGING(
                Depth.TOKEN,
                "FAILED scopeWhatsAppBusinessMessaging",
                account -> account.withoutScope("whatsapp_business_messaging")),
        OPAQUE_APP_TOKEN(Depth.TOKEN, "WARNING appSecretProof", account -> account.opaqueAppToken(OPAQUE), Part.SECRET),
        /** No fault by itself; of the app that issued the token, whichever it is. */
        PROOF_REQUIRED(Depth.TOKEN, "", account -> {}),
        FOREIGN(Depth.CALL, "FAILED wabaReadable", AccountBuilder::foreign),
        NO_NUMBERS(Depth.ACCOUNT, "FAILED senderNumber", account -> account.numbers(0), Part.NUMBERS),
        TEST_NUMBER_ONLY(
                Depth.ACCOUNT, "FAILED senderNumber", account -> account.number(PhoneNumber::sandbox), Part.NUMBERS),
        UNREGISTERED_NUMBER_ONLY(
                Depth.ACCOUNT,
                "FAILED senderNumber",
                account -> account.number(PhoneNumber::unregistered),
                Part.NUMBERS),
        REVIEW_REJECTED(
                Depth.ACCOUNT,
                "FAILED accountReviewed",
                account -> account.waba((Waba waba) -> waba.set("account_review_status", "REJECTED")),
                Part.REVIEW),
        REVIEW_PENDING(
                Depth.ACCOUNT,
                "WARNING accountReviewed",
                account -> account.waba((Waba waba) -> waba.set("account_review_status", "PENDING")),
                Part.REVIEW),
        NO_PAYMENT_METHOD(
                Depth.ACCOUNT,
                "WARNING paymentMethod",
                account -> account.waba((Waba waba) -> waba.remove("primary_funding_id"))),
        BLOCKED(
                Depth.ACCOUNT,
                "FAILED accountHealthy",
                account -> account.waba((world, waba) ->
                        world.setHealth(waba.id(), Health.blocked(141006, "Payment problem.", "Add a card.")))),
        UNVERIFIED_BUSINESS(
                Depth.ACCOUNT,
                "WARNING businessVerified, WARNING messagingLimit",
                account -> account.waba((Waba waba) -> waba.set("business_verification_status", "not_verified")
                        .set("whatsapp_business_manager_messaging_limit", "TIER_250")));

        private final Depth depth;
        private final List<String> reported;
        private final Consumer<AccountBuilder> change;
        private final List<Part> parts;

        Fault(Depth depth, String reported, Consumer<AccountBuilder> change, Part... parts) {
            this.depth = depth;
            this.reported = reported.isEmpty() ? List.of() : List.of(reported.split(", ", -1));
            this.change = change;
            this.parts = List.of(parts);
        }

        boolean contradicts(Fault other) {
            return parts.stream().anyMatch(other.parts::contains);
        }
    }

    /** What is to be reported for a set of faults. */
    private record Expectation(Set<Fault> faults) {

        Set<String> reported() {
            Set<String> reported = new TreeSet<>();
            faults.stream()
                    .filter(fault -> fault.depth.compareTo(seen()) <= 0)
                    .forEach(fault -> reported.addAll(fault.reported));
            if (has(Fault.WRONG_SECRET)) {
                reported.remove("FAILED tokenBelongsToApp"); // reported as one: another app's ID and secret
            }
            if (has(Fault.OPAQUE_APP_TOKEN) && seen() == Depth.ACCOUNT) {
                reported.add("WARNING webhooksSubscribed"); // cannot verify what it would receive
            }
            if (isProofLacking() && reported.remove("WARNING appSecretProof")) {
                reported.add("FAILED appSecretProof");
            }
            return reported;
        }

        private Depth seen() {
            boolean dead = has(Fault.EXPIRED) || has(Fault.REVOKED) || has(Fault.APP_REMOVED);
            boolean askedByAnother = has(Fault.WRONG_SECRET) || has(Fault.TOKEN_OF_ANOTHER_APP);
            if (dead || (askedByAnother && isProofLacking())) {
                return Depth.CREDENTIALS;
            }
            boolean wronglySigned = has(Fault.TOKEN_OF_ANOTHER_APP) && isSecretProven();
            if (isProofLacking() || wronglySigned) {
                return Depth.TOKEN;
            }
            return has(Fault.NO_WHATSAPP_MANAGEMENT) || has(Fault.FOREIGN) ? Depth.CALL : Depth.ACCOUNT;
        }

        /** The token's app answers signed calls only, but its secret is not at hand. */
        private boolean isProofLacking() {
            return has(Fault.PROOF_REQUIRED) && (has(Fault.TOKEN_OF_ANOTHER_APP) || !isSecretProven());
        }

        private boolean isSecretProven() {
            return !has(Fault.WRONG_SECRET) && !has(Fault.OPAQUE_APP_TOKEN);
        }

        private boolean has(Fault fault) {
            return faults.contains(fault);
        }
    }

    @Test
    void withoutAFaultNothingIsReported() {
        assertReported(EnumSet.noneOf(Fault.class));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aloneAndWithOneOrTwoLaterOnesEachIsReportedUnlessHidden(Fault first) {
        SoftAssertions.assertSoftly(
                all -> combinationsFrom(first).forEach(faults -> all.check(() -> assertReported(faults))));
    }

    /** Every possible set of up to three faults of which {@code first} is the first. */
    private static List<Set<Fault>> combinationsFrom(Fault first) {
        List<Set<Fault>> combinations = new ArrayList<>();
        combinations.add(EnumSet.of(first));
        for (Fault second : after(first)) {
            if (second.contradicts(first)) {
                continue;
            }
            combinations.add(EnumSet.of(first, second));
            for (Fault third : after(second)) {
                if (!third.contradicts(first) && !third.contradicts(second)) {
                    combinations.add(EnumSet.of(first, second, third));
                }
            }
        }
        return combinations;
    }

    private static List<Fault> after(Fault fault) {
        List<Fault> all = List.of(Fault.values());
        return all.subList(all.indexOf(fault) + 1, all.size());
    }

    private void assertReported(Set<Fault> faults) {
        AccountBuilder builder = system.graph().world().newAccount();
        faults.forEach(fault -> fault.change.accept(builder));
        SimulatedAccount account = builder.create();
        if (faults.contains(Fault.PROOF_REQUIRED)) {
            appOf(account.userAccessToken()).requireProof(true);
        }
        ObjectNode body = SenderApi.body(account);
        if (faults.contains(Fault.WRONG_SECRET)) {
            body.put("appSecret", account.appId() + "|" + WRONG_SECRET);
        }

        SenderApi.Answer answer = new SenderApi(system.httpUri()).check(body);

        assertThat(answer.status()).as("status of %s", faults).isEqualTo(200);
        Set<String> expected = new Expectation(faults).reported();
        assertThat(reported(answer.body(), faults))
                .as("reported for %s", faults)
                .isEqualTo(expected);
        assertThat(answer.body().path("status").asText())
                .as("result of %s", faults)
                .isEqualTo(worst(expected));
        assertThat(answer.response().body())
                .as("answer to %s", faults)
                .doesNotContain(account.userAccessToken(), account.appSecret(), WRONG_SECRET);
    }

    private MetaApp appOf(String token) {
        World world = system.graph().world();
        return world.app(world.token(token).orElseThrow().appId());
    }

    private static Set<String> reported(JsonNode answer, Set<Fault> faults) {
        Set<String> reported = new TreeSet<>();
        for (JsonNode check : answer.path("checks")) {
            String status = check.path("status").asText();
            if (status.equals("FAILED") || status.equals("WARNING")) {
                reported.add(status + " " + check.path("name").asText());
                for (String text : List.of("message", "remedy")) {
                    assertThat(check.path(text).asText())
                            .as("%s of %s at %s", text, check.path("name"), faults)
                            .isNotBlank()
                            .doesNotContain("{");
                }
            }
        }
        return reported;
    }

    private static String worst(Set<String> reported) {
        if (reported.isEmpty()) {
            return "PASSED";
        }
        return reported.stream().anyMatch(entry -> entry.startsWith("FAILED")) ? "FAILED" : "WARNING";
    }
}
