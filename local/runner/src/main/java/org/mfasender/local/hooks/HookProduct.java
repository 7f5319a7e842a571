package org.mfasender.local.hooks;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An identity product that asks for passcodes. Another one is a line in {@link #ALL}, and is measured with it.
 *
 * @param kind of its sender key
 * @param key that the product makes itself; null when it is made here
 * @param path of its hook, after the environment
 * @param patience how long it waits for an answer
 * @param request how it asks
 */
public record HookProduct(String kind, @Nullable String key, String path, Duration patience, Composer request) {

    /** All that are measured. */
    public static final List<HookProduct> ALL = List.of(
            new HookProduct("BEARER", null, "messages/strong_authentication", seconds(30), HookProduct::neutral),
            new HookProduct("OKTA", null, "okta", seconds(3), HookProduct::okta),
            new HookProduct("PINGONE", null, "pingone/strong_authentication", seconds(10), HookProduct::pingOne),
            new HookProduct("SUPABASE", null, "supabase/strong_authentication", seconds(5), HookProduct::supabase),
            new HookProduct("ZITADEL", "simulatedKeyOfZitadel", "zitadel", seconds(5), HookProduct::zitadel));

    /**
     * A request.
     *
     * @param headers names and values in turns
     */
    public record Composed(String body, List<String> headers) {

        /** A request of a body and its headers. */
        public static Composed of(String body, String... headers) {
            return new Composed(body, List.of(headers));
        }
    }

    /** Makes a request. */
    @FunctionalInterface
    public interface Composer {
        /** The request for a passcode, with a key, for a number in E.164. */
        Composed compose(String key, String number, String passcode);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Composed neutral(String key, String number, String passcode) {
        return Composed.of(
                "{\"to\": \"%s\", \"code\": \"%s\"}".formatted(number, passcode),
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + key);
    }

    private static Composed okta(String key, String number, String passcode) {
        return Composed.of("""
                {"requestType": "com.okta.user.telephony.mfa-verification", "data": {"messageProfile": {"phoneNumber": "%s",
                 "deliveryChannel": "SMS", "otpCode": "%s", "locale": "EN-US"}}}""".formatted(number, passcode), "Content-Type", "application/json", "Authorization", key);
    }

    private static Composed pingOne(String key, String number, String passcode) {
        return Composed.of(
                "to=%s&code=%s&locale=en".formatted(number.replace("+", "%2B"), passcode),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                "Bearer " + key);
    }

    private static Composed supabase(String key, String number, String passcode) {
        String body = "{\"user\": {\"phone\": \"%1$s\"}, \"sms\": {\"otp\": \"%2$s\", \"phone\": \"%1$s\"}}"
                .formatted(number.substring(1), passcode);
        return Composed.of(body, SupabaseSignature.now(key).headers(body));
    }

    private static Composed zitadel(String key, String number, String passcode) {
        String body = """
                {"contextInfo": {"eventType": "session.otp.sms.challenged", "recipientPhoneNumber": "%s"},
                 "args": {"code": "%s"}}""".formatted(number, passcode);
        return Composed.of(body, ZitadelSignature.now(key).headers(body));
    }
}
