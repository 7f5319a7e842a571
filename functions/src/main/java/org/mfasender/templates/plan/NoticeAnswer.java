package org.mfasender.templates.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.templates.OtpButton;
import org.mfasender.templates.OtpType;

/**
 * What those who chose an option should know. It stops nothing.
 *
 * @param code for programs; never changes
 * @param link Meta's page
 */
public record NoticeAnswer(String code, String message, String link) {

    /** Source: Meta, "One-tap autofill authentication templates" (2026-02-06) and "Error signals" (2026-05-21). */
    private static final NoticeAnswer HANDSHAKE = new NoticeAnswer(
            "ANDROID_HANDSHAKE",
            "Meta deprecated the PendingIntent handshake of one-tap and zero-tap on 15 October 2026. See that each app here uses"
                    + " Meta's OTP Android SDK instead. WhatsApp shows a button to copy the code where the handshake fails.",
            "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/"
                    + "autofill-button-authentication-templates");

    /** The notices about a button; null when there is none. */
    static @Nullable List<NoticeAnswer> of(OtpButton button) {
        return button.type() == OtpType.COPY_CODE ? null : List.of(HANDSHAKE);
    }
}
