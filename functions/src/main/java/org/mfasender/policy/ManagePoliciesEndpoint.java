package org.mfasender.policy;

import java.util.List;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.policy.Policies.Outcome;

/** {@code POST}, {@code PUT} and {@code DELETE} of an MFA policy. */
public final class ManagePoliciesEndpoint {

    private final Policies policies;
    private final Clock clock;

    public ManagePoliciesEndpoint(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    public HttpResponse create(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Outcome.Stored stored = stored(policies.create(environment, PolicyReader.read(request, clock.now())));
        return new HttpResponse(
                201,
                PolicyAnswer.of(environment, stored.policy(), stored.notices()),
                Map.of("Location", PolicyAnswer.path(environment, stored.policy())));
    }

    public HttpResponse replace(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Policy given = PolicyReader.read(request, clock.now());
        Outcome.Stored stored = stored(policies.replace(environment, request.pathVariable("policyId"), given)
                .orElseThrow(ReadPoliciesEndpoint::noPolicy));
        return HttpResponse.ok(PolicyAnswer.of(environment, stored.policy(), stored.notices()));
    }

    private static Outcome.Stored stored(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Stored stored -> stored;
            case Outcome.Refused refused ->
                throw ApiException.invalidData(400, PolicyAnswer.violations(refused.reasons()));
            case Outcome.NameInUse() ->
                throw conflict(Code.UNIQUENESS_VIOLATION, "name", "Another policy of this environment has this name.");
            case Outcome.TooMany tooMany ->
                throw conflict(
                        Code.LIMIT_EXCEEDED,
                        "environmentId",
                        "An environment has " + tooMany.most()
                                + " policies at most. Delete those that are not used any more.");
        };
    }

    private static ApiException conflict(Code code, String target, String message) {
        return ApiException.invalidData(409, List.of(new Violation(code, target, message)));
    }

    public HttpResponse remove(HttpRequest request) {
        if (!policies.remove(request.environmentId(), request.pathVariable("policyId"))) {
            throw ReadPoliciesEndpoint.noPolicy();
        }
        return HttpResponse.NO_CONTENT;
    }
}
