package org.mfasender.policy;

import java.util.List;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Paging;

/** {@code GET …/deviceAuthenticationPolicies[/{policyId}]}: the policies that were stored here, which are not PingOne's own. */
public final class ReadPoliciesEndpoint {

    private final Policies policies;

    public ReadPoliciesEndpoint(Policies policies) {
        this.policies = policies;
    }

    public HttpResponse list(HttpRequest request) {
        Paging paging = Paging.of(request);
        EnvironmentId environment = request.environmentId();
        return HttpResponse.ok(paging.page(
                ApiPath.POLICIES.href(environment),
                "deviceAuthenticationPolicies",
                policies.list(environment),
                policy -> policy.createdAt() + "#" + policy.id(),
                policy -> PolicyAnswer.of(environment, policy, List.of())));
    }

    public HttpResponse read(HttpRequest request) {
        EnvironmentId environment = request.environmentId();
        return policies.find(environment, request.pathVariable("policyId"))
                .map(found -> HttpResponse.ok(PolicyAnswer.of(environment, found.policy(), found.notices())))
                .orElseThrow(ReadPoliciesEndpoint::noPolicy);
    }

    static ApiException noPolicy() {
        return ApiException.notFound("This environment has no policy with this ID.");
    }
}
