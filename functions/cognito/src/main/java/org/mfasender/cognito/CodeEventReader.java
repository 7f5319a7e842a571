package org.mfasender.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.json.Json;
import org.mfasender.platform.secrets.Secret;

/**
 * Reads Cognito's event: {@code {version, triggerSource, request: {type, code, userAttributes}}}.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sms-sender.html">Custom SMS sender Lambda
 *     trigger</a>
 */
final class CodeEventReader {

    private static final String VERSION = "1";
    private static final String TYPE = "customSMSSenderRequestV1";

    private CodeEventReader() {}

    /** @throws FaultException when there is no code, or nobody to send it to */
    static CodeEvent read(InputStream in) throws FaultException {
        JsonNode event;
        try {
            event = Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new FaultException(Fault.UNKNOWN_EVENT);
        }
        JsonNode request = event.path("request");
        Trigger trigger = Trigger.of(event.path("triggerSource").asText()).orElse(null);
        Fault fault = fault(event, request, trigger);
        String code = text(request.path("code"));
        if (code == null) {
            throw new FaultException(fault == Fault.UNKNOWN_EVENT ? fault : Fault.CODE_MISSING);
        }
        String phone = text(request.at("/userAttributes/phone_number"));
        if (phone == null) {
            throw new FaultException(Fault.PHONE_NUMBER_MISSING);
        }
        return new CodeEvent(
                fault, trigger, new Secret(code), new Secret(phone), text(request.at("/userAttributes/locale")));
    }

    private static @Nullable Fault fault(JsonNode event, JsonNode request, @Nullable Trigger trigger) {
        boolean known = event.path("version").asText().equals(VERSION)
                && request.path("type").asText().equals(TYPE);
        if (!known) {
            return Fault.UNKNOWN_EVENT;
        }
        return trigger == null ? Fault.UNKNOWN_TRIGGER : null;
    }

    private static @Nullable String text(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
    }
}
