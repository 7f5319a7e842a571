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

    /** Meta takes five apps a template. */
    public static final int MOST_APPS = 5;

    public static final OtpButton COPY_CODE = new OtpButton(OtpType.COPY_CODE, List.of(), false);

    /** Whether a button that reads back so is this one. Apps that are not read back are not compared. */
    boolean isMetBy(TemplateReadBack found) {
        return type.name().equals(found.otpType())
                && (found.supportedApps().isEmpty()
                        || Set.copyOf(found.supportedApps()).equals(Set.copyOf(supportedApps)));
    }
}
