package org.mfasender.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mfasender.platform.http.Events.GOOD;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mfasender.platform.Caller;

/** Whom a request names as its caller. */
class HttpRequestTest {

    private static final String ARN = "arn:aws:sts::123456789012:assumed-role/ops/someone";

    @Test
    void aTokenNamesSubjectAndClient() {
        assertThat(withToken(Map.of("sub", "someone", "client_id", "console", "azp", "other")))
                .isEqualTo(new Caller("someone", "console", null));
    }

    @Test
    void someIssuersNameTheClientAsAuthorizedParty() {
        assertThat(withToken(Map.of("sub", "someone", "azp", "console")))
                .isEqualTo(new Caller("someone", "console", null));
    }

    @Test
    void aBlankClaimIsNone() {
        assertThat(withToken(Map.of("sub", "", "client_id", " "))).isEqualTo(Caller.UNKNOWN);
    }

    @Test
    void aSignedCallNamesItsPrincipal() {
        RequestContext.IAM iam = RequestContext.IAM.builder().withUserArn(ARN).build();

        assertThat(caller(Authorizer.builder().withIam(iam).build())).isEqualTo(new Caller(null, null, ARN));
    }

    @Test
    void withoutAnAuthorizerNobodyIsKnown() {
        assertThat(Events.request(Events.put(GOOD)).caller()).isEqualTo(Caller.UNKNOWN);
        assertThat(Events.request(new APIGatewayV2HTTPEvent()).caller()).isEqualTo(Caller.UNKNOWN);
        assertThat(caller(Authorizer.builder().build())).isEqualTo(Caller.UNKNOWN);
    }

    private static Caller withToken(Map<String, String> claims) {
        Authorizer.JWT token = Authorizer.JWT.builder().withClaims(claims).build();
        return caller(Authorizer.builder().withJwt(token).build());
    }

    private static Caller caller(Authorizer authorizer) {
        APIGatewayV2HTTPEvent event = Events.put(GOOD);
        event.setRequestContext(
                RequestContext.builder().withAuthorizer(authorizer).build());
        return Events.request(event).caller();
    }
}
