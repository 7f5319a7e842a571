package org.mfasender.local.graph.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a business can choose about an authentication template; the wording is Meta's.
 *
 * @param codeExpirationMinutes 1 to 90, null = no footer
 * @param otpType {@code COPY_CODE}, {@code ONE_TAP} or {@code ZERO_TAP}
 * @param buttonText label of the copy button, null = Meta's translation
 * @param autofillText label of the autofill button, null = Meta's translation
 * @param supportedApps Android apps for one tap and zero tap
 * @param libraryTemplate the template of Meta's library whose words it has, null = Meta's usual words
 */
public record AuthenticationContent(
        boolean securityRecommendation,
        @Nullable Integer codeExpirationMinutes,
        String otpType,
        @Nullable String buttonText,
        @Nullable String autofillText,
        List<SupportedApp> supportedApps,
        @Nullable String libraryTemplate) {

    /** In Meta's usual words. */
    public AuthenticationContent(
            boolean securityRecommendation,
            @Nullable Integer codeExpirationMinutes,
            String otpType,
            @Nullable String buttonText,
            @Nullable String autofillText,
            List<SupportedApp> supportedApps) {
        this(securityRecommendation, codeExpirationMinutes, otpType, buttonText, autofillText, supportedApps, null);
    }

    /** In the words of a template of Meta's library. */
    public AuthenticationContent ofLibrary(String name) {
        return new AuthenticationContent(
                securityRecommendation, codeExpirationMinutes, otpType, buttonText, autofillText, supportedApps, name);
    }

    /** A copy-code template with the security sentence. */
    public static AuthenticationContent copyCode(@Nullable Integer codeExpirationMinutes) {
        return new AuthenticationContent(true, codeExpirationMinutes, "COPY_CODE", null, null, List.of());
    }

    /** An Android app that may receive the code. */
    public record SupportedApp(String packageName, String signatureHash) {}
}
