package org.mfasender.sender;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mfasender.numbers.SenderNumber;
import org.mfasender.platform.http.ApiPath;
import org.mfasender.platform.http.Links;
import org.mfasender.platform.http.Reference;

/**
 * Whether an operator lets an account send, and from which numbers beside the selected one.
 *
 * @param furtherNumbers those that cannot send are among them: they wait until they can
 */
record SendingAnswer(
        @JsonProperty("_links") Links links,
        Reference environment,
        boolean enabled,
        @Nullable String reason,
        @Nullable Instant stoppedAt,
        List<FurtherNumber> furtherNumbers) {

    record FurtherNumber(String numberId, String number, boolean usable, List<String> reasons) {

        static FurtherNumber of(SenderNumber number) {
            return new FurtherNumber(number.numberId(), number.number(), number.usable(), number.reasons());
        }
    }

    static SendingAnswer of(SenderAccount account) {
        SendingSwitch sending = account.sending();
        return new SendingAnswer(
                Links.self(ApiPath.SENDING.href(account.environmentId())),
                Reference.to(account.environmentId()),
                sending.enabled(),
                sending.reason(),
                sending.stoppedAt(),
                account.shown().numbers().further().stream()
                        .map(FurtherNumber::of)
                        .toList());
    }
}
