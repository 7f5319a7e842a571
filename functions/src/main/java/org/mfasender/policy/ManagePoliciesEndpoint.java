package org.mfasender.policy;

import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.policy.Policies.Stored;

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
        Stored stored = policies.create(environment, PolicyReader.read(request, clock.now()));
        return new HttpResponse(
                201,
                PolicyAnswer.of(environment, stored.policy(), stored.notices()),
                Map.of("Location", PolicyAnswer.path(environment, stored.policy())));
    }

    public HttpResponse replace(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        Policy given = PolicyReader.read(request, clock.now());
        return policies.replace(environment, request.pathVariable("policyId"), given, clock.now())
                .map(stored -> HttpResponse.ok(PolicyAnswer.of(environment, stored.policy(), stored.notices())))
                .orElseThrow(ReadPoliciesEndpoint::noPolicy);
    }

    public HttpResponse remove(HttpRequest request) {
        if (!policies.remove(request.environmentId(), request.pathVariable("policyId"))) {
            throw ReadPoliciesEndpoint.noPolicy();
        }
        return HttpResponse.NO_CONTENT;
    }
}
