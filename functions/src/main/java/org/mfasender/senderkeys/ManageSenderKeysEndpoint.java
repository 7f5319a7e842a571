package org.mfasender.senderkeys;

import java.util.List;
import java.util.Map;
import org.mfasender.platform.Clock;
import org.mfasender.platform.http.ApiException;
import org.mfasender.platform.http.HttpRequest;
import org.mfasender.platform.http.HttpResponse;
import org.mfasender.platform.http.Violation;
import org.mfasender.platform.http.Violation.Code;
import org.mfasender.senderkeys.SenderKeys.Made;

/** {@code POST …/senderKeys} makes a key and shows it, once; {@code DELETE} revokes one. */
public final class ManageSenderKeysEndpoint {

    private final SenderKeys keys;
    private final Clock clock;

    public ManageSenderKeysEndpoint(SenderKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public HttpResponse make(HttpRequest request) {
        SenderKeyRequest wanted = SenderKeyRequestReader.read(request);
        Made made = keys.make(request.environmentId(), wanted, request.caller(), clock.now());
        return switch (made) {
            case Made.Stored stored ->
                new HttpResponse(
                        201,
                        SenderKeyAnswer.of(stored.key(), stored.text().reveal()),
                        Map.of("Location", SenderKeyAnswer.path(stored.key())));
            case Made.NoAccount() -> throw ApiException.noAccount();
            case Made.NameInUse() ->
                throw conflict(
                        Code.UNIQUENESS_VIOLATION,
                        "name",
                        "Two keys have this name already: one is to replace the other. Delete the one that is not used any more.");
            case Made.TooMany tooMany ->
                throw conflict(
                        Code.LIMIT_EXCEEDED,
                        "environmentId",
                        "An environment has " + tooMany.most()
                                + " keys at most. Delete those that are not used any more.");
        };
    }

    private static ApiException conflict(Code code, String target, String message) {
        return ApiException.invalidData(409, List.of(new Violation(code, target, message)));
    }

    public HttpResponse revoke(HttpRequest request) {
        if (!keys.revoke(request.environmentId(), request.pathVariable("keyId"))) {
            throw ReadSenderKeysEndpoint.noKey();
        }
        return HttpResponse.NO_CONTENT;
    }
}
