package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SimulatedIssuer;

/**
 * Tokens as PingOne issues them for a custom resource to a worker application: no {@code env}, which is PingOne's own, and no
 * {@code sub}; the environments stand in a claim that the resource maps. Set up as docs/pingone.md says.
 */
class PingOneTokensE2E {

    private static final String CLAIM = "whatsapp_environments";
    private static final String ADMINISTER = "whatsapp-sender:administer";

    private static SimulatedIssuer issuer;
    private static LocalSystem system;

    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        issuer = SimulatedIssuer.start();
        system = LocalSystem.start(LocalOptions.of(Path.of(System.getProperty("project.root", "../..")))
                .withReviewDelay(Duration.ZERO)
                .withParameter("TokenIssuer", issuer.uri())
                .withParameter("TokenAudience", SimulatedIssuer.AUDIENCE)
                .withParameter("EnvironmentClaim", CLAIM));
    }

    @AfterAll
    static void stop() {
        system.close();
        issuer.close();
    }

    @Test
    void aTokenWithAListServesEachOfItsEnvironments() {
        assertServes(List.of(first.toString(), second.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s %s", "%s,%s", "%s, %s"})
    void aTokenWithATextServesEachOfItsEnvironments(String form) {
        assertServes(form.formatted(first, second));
    }

    @Test
    void aTokenOfOneEnvironmentServesThatOne() {
        String token = token(first.toString(), null);

        assertThat(environment(first, token).status()).isEqualTo(200);
        ErrorBody.check(environment(second, token), 404, "NOT_FOUND");
    }

    @Test
    void aTokenWithoutTheClaimIsForbiddenWithTheReason() {
        SenderApi.Answer refused = environment(first, token(null, null));

        ErrorBody.check(refused, 403, "ACCESS_FAILED");
        assertThat(refused.body().path("message").asText()).contains(CLAIM, "docs/pingone.md");
    }

    /** From March 2027 on. */
    @Test
    void aTokenThatSaysItIsAnAccessTokenIsTaken() {
        assertThat(environment(first, token(first.toString(), new JOSEObjectType("at+jwt")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAdministratorNeedsOneScopeForTheWholeLifeOfASender() {
        String token = token(List.of(first.toString()), null);
        SenderApi api = new SenderApi(system.httpUri(), first).authorized(token);

        assertThat(api.put(system.graph().world().newAccount().create()).status())
                .isBetween(200, 202);
        api.awaitStatus("READY");
        assertThat(api.check(null).status()).isEqualTo(200);
        assertThat(api.delete().status()).isEqualTo(200);
        ErrorBody.check(api.get(), 404, "NOT_FOUND");
    }

    private void assertServes(Object environments) {
        String token = token(environments, null);

        assertThat(environment(first, token).status()).isEqualTo(200);
        assertThat(environment(second, token).status()).isEqualTo(200);
        ErrorBody.check(environment(UUID.randomUUID(), token), 404, "NOT_FOUND");
    }

    private static SenderApi.Answer environment(UUID environment, String token) {
        return new SenderApi(system.httpUri(), environment)
                .send("GET", "/v1/environments/" + environment, null, "Authorization", token);
    }

    private static String token(@Nullable Object environments, @Nullable JOSEObjectType type) {
        JWTClaimsSet claims = issuer.claims(ADMINISTER)
                .audience(List.of(SimulatedIssuer.AUDIENCE))
                .claim("org", UUID.randomUUID().toString())
                .claim("p1.rid", UUID.randomUUID().toString())
                .claim("acr", null)
                .claim(CLAIM, environments)
                .jwtID(UUID.randomUUID().toString())
                .build();
        return "Bearer " + issuer.token(claims, type);
    }
}
