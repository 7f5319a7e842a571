package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;

/** What a client gets that accepts compressed answers. */
@Tag("emulator")
@ExtendWith(SharedLocalSystem.class)
class CompressedAnswersE2E {

    private final LocalSystem system;
    private final SenderApi api;

    CompressedAnswersE2E(LocalSystem system) {
        this.system = system;
        this.api = new SenderApi(system.httpUri());
    }

    @Test
    void aLongAnswerIsCompressed() throws Exception {
        api.put(system.graph().accounts().named("many-numbers"));
        api.awaitStatus("NUMBER_REQUIRED");
        api.awaitEnd();

        HttpResponse<byte[]> response = get();

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.body()).hasSizeLessThan(10_000);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(SenderApi.JSON.readTree(in)).isEqualTo(api.get().body());
        }
    }

    @Test
    void aShortAnswerIsNot() throws Exception {
        HttpResponse<byte[]> response = get();

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(SenderApi.JSON.readTree(response.body()).path("code").asText())
                .isEqualTo("NOT_FOUND");
    }

    private HttpResponse<byte[]> get() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(system.httpUri() + api.path() + "?expand=whatsAppTemplates"))
                            .header("Accept-Encoding", "br;q=1.0, gzip;q=0.8, *;q=0.1")
                            .build(),
                    BodyHandlers.ofByteArray());
        }
    }
}
