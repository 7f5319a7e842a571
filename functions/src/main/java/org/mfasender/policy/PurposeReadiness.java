package org.mfasender.policy;

import java.util.List;
import java.util.SortedSet;
import org.mfasender.sender.SendObstacle;
import org.mfasender.templates.Purpose;

/**
 * Whether passcodes of a purpose can be sent.
 *
 * @param reasons why not, also those that concern every purpose; empty when they can
 * @param codeExpirationMinutes how long a code is valid, as the templates that can be sent say it
 */
record PurposeReadiness(
        Purpose purpose,
        List<SendObstacle> reasons,
        List<LocaleReadiness> locales,
        SortedSet<Integer> codeExpirationMinutes) {}
