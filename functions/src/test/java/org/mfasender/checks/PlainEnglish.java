package org.mfasender.checks;

import java.util.regex.Pattern;

/** What must not be in a sentence for a person in front of Meta's pages. */
final class PlainEnglish {

    /** Words of protocols and programs, constants, names of members, points in time for programs, and values that were not filled in. */
    static final Pattern FORBIDDEN =
            Pattern.compile("\\b(HTTP|JSON|GET|PUT|POST|PATCH|DELETE|null|undefined|endpoint|status code|query)\\b"
                    + "|\\b(?!API\\b|PIN\\b|SMS\\b|SIP\\b)[A-Z][A-Z0-9_]{2,}\\b"
                    + "|\\b(?!business_management|whatsapp_business_management|whatsapp_business_messaging)[a-z]+_[a-z_]+\\b"
                    + "|\\b(?!appid)[a-z]+[A-Z]\\w*"
                    + "|\\d{4}-\\d\\d-\\d\\d"
                    + "|[{}]");

    private PlainEnglish() {}
}
