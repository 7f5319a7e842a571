package org.mfasender.templates;

/**
 * All that can be chosen about an authentication template; Meta owns the wording. Source: Meta, "Authentication templates".
 *
 * @param codeExpirationMinutes 1 to 90: how long the code is valid, stated in the footer
 * @param addSecurityRecommendation whether the message asks not to share the code
 * @param messageSendTtlSeconds 30 to 900: a message that is not delivered by then is dropped; no longer than the code is valid
 */
public record TemplateSettings(
        int codeExpirationMinutes, boolean addSecurityRecommendation, int messageSendTtlSeconds, OtpButton button) {

    public static final int MIN_MINUTES = 1;
    public static final int MAX_MINUTES = 90;
    public static final int MIN_TTL = 30;
    public static final int MAX_TTL = 900;

    /** How long a message may be on its way at most, for a code that is valid so long. */
    public static int longestTtl(int codeExpirationMinutes) {
        return Math.min(MAX_TTL, codeExpirationMinutes * 60);
    }

    /**
     * Whether a template that reads back so is as wanted. Compared by meaning: what Meta does not read back is no difference,
     * and texts are Meta's.
     */
    public boolean isMetBy(TemplateReadBack found) {
        Integer minutes = found.codeExpirationMinutes();
        Integer ttl = found.messageSendTtlSeconds();
        return minutes != null
                && minutes == codeExpirationMinutes
                && found.addSecurityRecommendation() == addSecurityRecommendation
                && (ttl == null || ttl == messageSendTtlSeconds)
                && button.isMetBy(found);
    }
}
