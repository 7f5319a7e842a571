package org.mfasender.setup.provision;

import java.util.Set;
import org.mfasender.platform.meta.GraphCause;
import org.mfasender.platform.meta.GraphFailure;
import org.mfasender.templates.catalog.RefusalReason;

/**
 * What Meta's refusals to create a template mean. Code 100 comes with a subcode; its texts are in the account's language and are
 * never read. Source: Meta, "Template management" and "Error codes".
 */
final class TemplateRefusals {

    /** "Template creation failed": a code, not a subcode. */
    private static final int CREATION_FAILED = 200002;

    private static final int CAPACITY = 2388019;
    private static final int NAME_BLOCKED = 2388023;
    private static final int LANGUAGE_NOT_SUPPORTED = 2388049;
    /** A name of Meta's samples, or of Direct Send. */
    private static final Set<Integer> NAME_TAKEN = Set.of(2388155, 2388318, 2388330);

    /**
     * "This WhatsApp Business account does not have permission to create message template", with code 10. Meta does not document it. Since
     * 2026, implementers report it alike, also through Twilio: for authentication templates only, of businesses that are not verified or
     * have a messaging limit below 2,000, and until Meta has verified them; once of an account without a payment method. No other
     * refusal is known to mean this.
     */
    private static final Set<Integer> NOT_ELIGIBLE = Set.of(2388185);

    private TemplateRefusals() {}

    /** What a refusal says about a template; {@code REFUSED} says nothing more. */
    static RefusalReason reason(GraphFailure failure) {
        int subcode = subcode(failure);
        return switch (subcode) {
            case CAPACITY -> RefusalReason.CAPACITY;
            case NAME_BLOCKED -> RefusalReason.NAME_BLOCKED;
            case LANGUAGE_NOT_SUPPORTED -> RefusalReason.LANGUAGE_NOT_SUPPORTED;
            default -> NAME_TAKEN.contains(subcode) ? RefusalReason.NAME_TAKEN : RefusalReason.REFUSED;
        };
    }

    /** Whether a failure that Meta asks to try again once is of the template, when it comes back. */
    static boolean isOfTemplate(GraphFailure failure) {
        return failure.code() != null && failure.code() == CREATION_FAILED;
    }

    /** Whether Meta refuses what was submitted, and not whatever this account or app asks. */
    static boolean isOfBatch(GraphFailure failure) {
        return failure.cause() == GraphCause.PARAMETER
                || failure.cause() == GraphCause.TEMPLATE_LIMIT
                || isNotEligible(failure);
    }

    /** Whether Meta says that the account may not have authentication templates yet. */
    static boolean isNotEligible(GraphFailure failure) {
        return NOT_ELIGIBLE.contains(subcode(failure));
    }

    private static int subcode(GraphFailure failure) {
        return failure.subcode() == null ? 0 : failure.subcode();
    }
}
