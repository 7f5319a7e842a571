package org.mfasender.cognito;

import java.util.Optional;
import java.util.stream.Stream;
import org.mfasender.templates.Purpose;

/**
 * What Cognito has a code sent for.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sms-sender.html">Custom SMS sender Lambda
 *     trigger</a>
 */
enum Trigger {
    SIGN_UP("CustomSMSSender_SignUp", Purpose.DEVICE_PAIRING),
    /** The code that confirms a sign-up, once more. */
    RESEND_CODE("CustomSMSSender_ResendCode", Purpose.DEVICE_PAIRING),
    VERIFY_USER_ATTRIBUTE("CustomSMSSender_VerifyUserAttribute", Purpose.DEVICE_PAIRING),
    UPDATE_USER_ATTRIBUTE("CustomSMSSender_UpdateUserAttribute", Purpose.DEVICE_PAIRING),
    /** A temporary password. */
    ADMIN_CREATE_USER("CustomSMSSender_AdminCreateUser", Purpose.DEVICE_PAIRING),
    AUTHENTICATION("CustomSMSSender_Authentication", Purpose.STRONG_AUTHENTICATION),
    FORGOT_PASSWORD("CustomSMSSender_ForgotPassword", Purpose.STRONG_AUTHENTICATION);

    private final String source;
    private final Purpose purpose;

    Trigger(String source, Purpose purpose) {
        this.source = source;
        this.purpose = purpose;
    }

    /** The trigger of a {@code triggerSource}; empty for one that is not known. */
    static Optional<Trigger> of(String source) {
        return Stream.of(values())
                .filter(trigger -> trigger.source.equals(source))
                .findFirst();
    }

    Purpose purpose() {
        return purpose;
    }
}
