package org.mfasender.platform.http;

/** PingOne's codes of an error body. */
public enum ErrorCode {
    INVALID_DATA,
    INVALID_REQUEST,
    ACCESS_FAILED,
    NOT_FOUND,
    REQUEST_LIMITED,
    REQUEST_FAILED,
    UNEXPECTED_ERROR
}
