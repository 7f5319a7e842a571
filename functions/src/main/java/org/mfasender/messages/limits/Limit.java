package org.mfasender.messages.limits;

/** What keeps a message from being sent now. */
public enum Limit {
    /** Of the environment in a minute. */
    ENVIRONMENT,
    /** Of the environment in a day: what it may cost. */
    DAILY_CAP,
    /** Of one recipient in an hour. */
    RECIPIENT,
    /** Of one range of numbers in an hour. */
    RANGE,
    /** Of one range of numbers in an hour, while few of its passcodes are used. */
    LOW_CONVERSION,
    /** Of one country in an hour. */
    COUNTRY,
    /** Of the purposes beside strong authentication, for which the rest of the recipients is kept that Meta allows in 24 hours. */
    MESSAGING_LIMIT
}
