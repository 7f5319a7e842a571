package org.mfasender.local.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mfasender.local.graph.world.SimulatedAccount;

/** Sends passcodes over HTTP: through the system, or to the simulated Meta as the system does. */
public final class SendClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LOCALE = "en";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI system;
    private final URI meta;

    /**
     * A client of a system and its Meta.
     *
     * @param system address of the HTTP API
     * @param meta address of the Graph API, with the version
     */
    public SendClient(URI system, URI meta) {
        this.system = system;
        this.meta = meta;
    }

    /** Sends a passcode through the system; returns the HTTP status. */
    public int send(UUID environment, String recipient, String passcode) throws IOException, InterruptedException {
        return post(
                URI.create(system + "/v1/environments/" + environment + "/templates/strong_authentication/messages"),
                """
                {"to": "%s", "code": "%s", "locale": "%s"}""".formatted(recipient, passcode, LOCALE),
                null);
    }

    /** Sends the same to Meta; returns the HTTP status. */
    public int sendDirectly(
            SimulatedAccount account, String numberId, String template, String recipient, String passcode)
            throws IOException, InterruptedException {
        return post(
                URI.create(meta + "/" + numberId + "/messages"),
                """
                {"messaging_product": "whatsapp", "recipient_type": "individual", "to": "%s", "type": "template",
                 "template": {"name": "%s", "language": {"code": "%s"}, "components": [
                  {"type": "body", "parameters": [{"type": "text", "text": "%s"}]},
                  {"type": "button", "sub_type": "url", "index": "0",
                   "parameters": [{"type": "text", "text": "%s"}]}]}}""".formatted(recipient, template, LOCALE, passcode, passcode),
                account.userAccessToken());
    }

    private int post(URI uri, String body, @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<Void> answer = client.send(request.build(), BodyHandlers.discarding());
        return answer.statusCode();
    }

    @Override
    public void close() {
        client.close();
    }
}
