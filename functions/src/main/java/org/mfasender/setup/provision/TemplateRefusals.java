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
    /** Name, format or content is wrong: a fault of this system. */
    private static final Set<Integer> MALFORMED =
            Set.of(2388024, 2388040, 2388043, 2388046, 2388047, 2388072, 2388073, 2388293, 2388299);

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

    /**
     * Whether a refusal of every template can mean that the account may not hold authentication templates yet. Partners of Meta report
     * such a refusal; Meta documents neither it nor its code, so that it is inferred by exclusion.
     *
     * @param unproven whether the business is known not to be verified, or its messaging limit to be low
     */
    static boolean canBeEligibility(GraphFailure failure, boolean unproven) {
        if (failure.cause() == GraphCause.PERMISSION) {
            return unproven;
        }
        return failure.cause() == GraphCause.PARAMETER
                && reason(failure) == RefusalReason.REFUSED
                && !MALFORMED.contains(subcode(failure))
                && (subcode(failure) != 0 || unproven);
    }

    private static int subcode(GraphFailure failure) {
        return failure.subcode() == null ? 0 : failure.subcode();
    }
}
