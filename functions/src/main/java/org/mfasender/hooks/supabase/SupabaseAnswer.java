package org.mfasender.hooks.supabase;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.mfasender.platform.http.ApiException;

/**
 * What Supabase reads of an answer that is none of success.
 *
 * @see <a href="https://supabase.com/docs/guides/auth/auth-hooks">Auth Hooks, "Error handling"</a>
 */
record SupabaseAnswer(ErrorPart error) {

    record ErrorPart(@JsonProperty("http_code") int httpCode, String message) {}

    static SupabaseAnswer of(ApiException refusal) {
        return new SupabaseAnswer(new ErrorPart(refusal.status(), String.valueOf(refusal.getMessage())));
    }
}
