package org.mfasender.sender.run;

/** Explains the error names with which the workflow ends a run, in words for an administrator. */
final class RunErrors {

    /** Not one of the workflow's: somebody ended the run. */
    static final String CANCELLED = "Cancelled";

    private static final String AGAIN = " Nothing is lost: send the same request again, or start an execution.";

    /** Seen in the field: an account that is blocked answers with temporary failures, for ever. */
    private static final String RESTRICTED =
            " If it happens again, the account may be restricted: see the check accountHealthy, and WhatsApp Manager >"
                    + " Overview.";

    private RunErrors() {}

    /** @param step that the run was at */
    static String explain(String error, StepName step) {
        return switch (error) {
            case CANCELLED -> "The run was cancelled before this step had ended. What was done before stays.";
            case "States.Timeout", "Sandbox.Timedout" -> "The step did not end in time." + AGAIN;
            // Executions of the former release end under the name of the class.
            case "TemporaryFailure", "org.mfasender.workflow.TemporaryFailureException" ->
                "Meta, or a service that this system uses, did not answer properly in several attempts. The credentials"
                        + " were not found to be wrong." + AGAIN
                        + (step == StepName.PROVISION_TEMPLATES ? RESTRICTED : "");
            default -> "The step ended with an unexpected error; the execution's history names it." + AGAIN;
        };
    }
}
