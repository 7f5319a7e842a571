package org.mfasender.templates;

import java.util.List;
import java.util.Set;

/**
 * The one button of an authentication template; its label is Meta's.
 *
 * @param supportedApps the apps that receive the code, 1 to 5; none for {@link OtpType#COPY_CODE}
 * @param zeroTapTermsAccepted whether Meta's terms of zero-tap are accepted, which {@link OtpType#ZERO_TAP} needs
 */
public record OtpButton(OtpType type, List<SupportedApp> supportedApps, boolean zeroTapTermsAccepted) {

    public static final OtpButton COPY_CODE = new OtpButton(OtpType.COPY_CODE, List.of(), false);

    /** The button that is wanted; terms count for zero-tap only, so that equal buttons are equal. */
    public static OtpButton wanted(OtpType type, List<SupportedApp> supportedApps, boolean zeroTapTermsAccepted) {
        return new OtpButton(type, List.copyOf(supportedApps), zeroTapTermsAccepted && type == OtpType.ZERO_TAP);
    }

    /** Whether a button that reads back so is this one. Apps that are not read back are not compared. */
    public boolean isMetBy(TemplateReadBack found) {
        return type.name().equals(found.otpType())
                && (found.supportedApps().isEmpty()
                        || Set.copyOf(found.supportedApps()).equals(Set.copyOf(supportedApps)));
    }
}
