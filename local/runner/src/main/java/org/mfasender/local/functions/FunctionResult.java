package org.mfasender.local.functions;

import org.jspecify.annotations.Nullable;

/**
 * What an invocation answers.
 *
 * @param payload JSON: the function's answer, or {@code errorMessage}, {@code errorType} and {@code stackTrace} when it failed
 * @param functionError as in Lambda's header {@code X-Amz-Function-Error}: {@code Unhandled}, or null after a success
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FunctionResult(byte[] payload, @Nullable String functionError) {}
