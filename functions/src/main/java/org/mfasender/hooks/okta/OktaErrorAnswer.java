package org.mfasender.hooks.okta;

import java.util.List;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.Violation;

/**
 * What Okta reads of any other answer.
 *
 * @see <a href="https://developer.okta.com/docs/concepts/inline-hooks/">Inline hooks, "error"</a>
 */
record OktaErrorAnswer(Summary error) {

    record Summary(String errorSummary, List<Cause> errorCauses) {}

    record Cause(String errorSummary, String reason, String location) {

        static Cause of(Violation violation) {
            return new Cause(violation.message(), violation.code().name(), violation.target());
        }
    }

    static OktaErrorAnswer of(ApiException refusal) {
        return new OktaErrorAnswer(new Summary(
                String.valueOf(refusal.getMessage()),
                refusal.violations().stream().map(Cause::of).toList()));
    }
}
