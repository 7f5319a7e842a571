package org.mfasender.platform.config;

/**
 * The deployment's limits of an environment. A limit of 0 is none.
 *
 * @param perMinute messages in a minute
 * @param perDay messages in a day
 * @param perRecipientAndHour messages to one recipient in an hour
 * @param perRangeAndHour messages to one range of 10,000 numbers in an hour
 * @param perCountryAndHour messages to one country in an hour
 * @param strongAuthenticationPercent of the recipients that Meta allows in 24 hours, kept for strong authentication
 * @param lowConversionPercent of the passcodes with a known outcome: below it, few are used
 * @param lowConversionOutcomes how many outcomes have to be known before a range is judged
 * @param perLowConversionRangeAndHour messages of one purpose to one range in an hour while few of its passcodes are used
 */
public record LimitParameters(
        int perMinute,
        int perDay,
        int perRecipientAndHour,
        int perRangeAndHour,
        int perCountryAndHour,
        int strongAuthenticationPercent,
        int lowConversionPercent,
        int lowConversionOutcomes,
        int perLowConversionRangeAndHour) {}
