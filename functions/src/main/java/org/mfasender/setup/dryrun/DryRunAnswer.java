package org.mfasender.setup.dryrun;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.checks.CheckAnswer;
import org.mfasender.numbers.NumberAnswer;
import org.mfasender.platform.EnvironmentId;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.CleanedAnswer;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;

/**
 * The answer of a dry run.
 *
 * @param status {@code FAILED} if a check failed, else {@code WARNING} if one warns, else {@code PASSED}
 * @param cleaned the values of the request that were cleaned; null when none was
 */
record DryRunAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        String status,
        List<CheckAnswer> checks,
        List<NumberAnswer> numbers,
        @Nullable List<CleanedAnswer> cleaned) {

    static DryRunAnswer of(EnvironmentId environment, DryRun.Outcome outcome, List<CleanedAnswer> cleaned) {
        return new DryRunAnswer(
                Links.self(ApiPath.CHECKS.href(environment)),
                Reference.to(environment),
                outcome.status().name(),
                outcome.checks().stream().map(CheckAnswer::of).toList(),
                outcome.numbers().stream()
                        .map(number -> NumberAnswer.of(number, null))
                        .toList(),
                cleaned.isEmpty() ? null : cleaned);
    }
}
