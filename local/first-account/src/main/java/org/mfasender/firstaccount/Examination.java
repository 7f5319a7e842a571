package org.mfasender.firstaccount;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Asks one question after the other. No answer ends it, however wrong: what was made has to be removed. */
final class Examination {
    private final Redaction redaction;
    private final Consumer<Finding> listener;
    private final List<Finding> findings = new ArrayList<>();

    Examination(Redaction redaction, Consumer<Finding> listener) {
        this.redaction = redaction;
        this.listener = listener;
    }

    /** Asks, and returns how what came compares with what was expected. */
    Verdict ask(Question question, Experiment experiment) throws InterruptedException {
        Observation observation = observe(experiment);
        Finding finding = Finding.of(question, observation, redaction);
        findings.add(finding);
        listener.accept(finding);
        return observation.verdict();
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Errors are named by their codes or classes: what they say may quote anything. */
    private static Observation observe(Experiment experiment) throws InterruptedException {
        try {
            return experiment.observe();
        } catch (AwsServiceException e) {
            String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
            return Observation.notChecked("AWS answered the person who asks with " + e.statusCode() + " " + code);
        } catch (SdkClientException e) {
            return Observation.notChecked(
                    "AWS could not be asked: " + e.getClass().getSimpleName());
        } catch (IOException e) {
            return new Observation(
                    Verdict.DIFFERENT, "No answer: " + e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            return new Observation(
                    Verdict.DIFFERENT,
                    "An answer that has not the expected form: " + e.getClass().getSimpleName());
        }
    }
}
