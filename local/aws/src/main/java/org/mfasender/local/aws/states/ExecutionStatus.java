package org.mfasender.local.aws.states;

/** The names of Step Functions. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
}
