package org.mfasender.numbers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number can send passcodes: connected, on the Cloud API, live. A value that Meta leaves out is no obstacle. Source: Meta,
 * "Business phone numbers", with its words of {@code status}.
 */
public final class NumberUsability {

    private NumberUsability() {}

    /** Why the number cannot send, in plain English; empty when it can. */
    public static List<String> reasons(
            @Nullable String status, @Nullable String platformType, @Nullable String accountMode) {
        List<String> reasons = new ArrayList<>();
        if (status != null && !status.equals("CONNECTED")) {
            reasons.add(
                    switch (status) {
                        case "PENDING" ->
                            "The number is not registered with the Cloud API yet: register it with its two-step PIN.";
                        case "UNVERIFIED" ->
                            "Ownership of the number is not verified: finish its verification in WhatsApp Manager.";
                        case "DISCONNECTED", "UNLINKED" ->
                            "The number is disconnected: register it with the Cloud API again.";
                        case "BANNED" ->
                            "Meta has banned the number: see WhatsApp Manager for the reason and an appeal.";
                        case "RESTRICTED", "RATE_LIMITED", "FLAGGED" ->
                            "Meta restricts the number at present (" + status
                                    + "): see its quality in WhatsApp Manager.";
                        case "MIGRATED" -> "The number has moved to another WhatsApp Business Account.";
                        case "DELETED" -> "The number is deleted.";
                        default -> "Meta reports the status " + status + " instead of CONNECTED.";
                    });
        }
        if (platformType != null && !platformType.equals("CLOUD_API")) {
            reasons.add(
                    platformType.equals("NOT_APPLICABLE")
                            ? "The number is not registered on any WhatsApp API: register it with the Cloud API."
                            : "The number is on the platform " + platformType + ": migrate it to the Cloud API.");
        }
        if ("SANDBOX".equals(accountMode)) {
            reasons.add("This is a test number: it reaches only five numbers that were allowed beforehand.");
        }
        return List.copyOf(reasons);
    }

    /** What deserves attention on a usable number, in plain English. */
    public static List<String> warnings(
            @Nullable String qualityRating, @Nullable String nameStatus, @Nullable Boolean onBusinessApp) {
        List<String> warnings = new ArrayList<>();
        if ("RED".equals(qualityRating)) {
            warnings.add("Its quality is rated low: Meta may limit it.");
        }
        if (nameStatus != null && !nameStatus.equals("APPROVED") && !nameStatus.equals("AVAILABLE_WITHOUT_REVIEW")) {
            warnings.add("Its display name is not approved (" + nameStatus + ").");
        }
        if (Boolean.TRUE.equals(onBusinessApp)) {
            warnings.add("It is also used in the WhatsApp Business app: at most 20 messages a second.");
        }
        return List.copyOf(warnings);
    }
}
