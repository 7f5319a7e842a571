package org.mfasender.platform.meta;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mfasender.platform.secrets.Secret;

/** The call that changes a phone number. */
public final class GraphNumbers {

    /** A person waits, and the gateway for less than 30 seconds. */
    private static final Duration REGISTRATION = Duration.ofSeconds(20);

    private final GraphTransport transport;

    GraphNumbers(GraphTransport transport) {
        this.transport = transport;
    }

    /**
     * {@code POST /{phone}/register}, once: Meta takes ten registrations of a number in 72 hours.
     *
     * @param pin six digits: the PIN of two-step verification, which Meta compares, or sets when the number has none
     * @param region two letters, where Meta is to store message data; null for wherever Meta does
     * @see <a href="https://developers.facebook.com/docs/whatsapp/cloud-api/reference/registration">Registration</a>
     */
    public void register(AccessToken token, String phoneNumberId, Secret pin, @Nullable String region) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("messaging_product", "whatsapp");
        body.put("pin", pin.reveal());
        if (region != null) {
            body.put("data_localization_region", region);
        }
        String path = "/" + phoneNumberId + "/register";
        boolean registered = transport
                .post(token, path, body, REGISTRATION, List.of(pin.reveal()))
                .path("success")
                .asBoolean(false);
        if (!registered) {
            throw GraphTransport.malformed("POST", path);
        }
    }
}
