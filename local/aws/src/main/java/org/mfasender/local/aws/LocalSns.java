package org.mfasender.local.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Amazon SNS in memory, for {@code Publish} to a phone number: keeps each SMS. There are no topics.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class LocalSns implements AutoCloseable {

    private static final String E164 = "\\+[1-9]\\d{1,14}";
    private static final int MOST_CHARACTERS = 1_600;

    private final List<Sms> sent = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** A message that was sent. */
    public record Sms(String phoneNumber, String message) {}

    private LocalSns() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::exchange);
        server.start();
    }

    /** Starts on a free port. */
    public static LocalSns start() throws IOException {
        return new LocalSns();
    }

    /** The endpoint override for an SDK client. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What was sent, the oldest first. */
    public List<Sms> sent() {
        return List.copyOf(sent);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> request =
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String number = request.getOrDefault("PhoneNumber", "");
            String message = request.getOrDefault("Message", "");
            if (!request.getOrDefault("Action", "").equals("Publish")) {
                answer(exchange, 400, error("InvalidAction", "Only Publish is known here"));
            } else if (!number.matches(E164)) {
                answer(exchange, 400, error("InvalidParameter", "Invalid parameter: PhoneNumber"));
            } else if (message.isEmpty()) {
                answer(exchange, 400, error("InvalidParameter", "Invalid parameter: Empty message"));
            } else if (message.length() > MOST_CHARACTERS) {
                answer(exchange, 400, error("InvalidParameter", "Invalid parameter: Message too long"));
            } else {
                sent.add(new Sms(number, message));
                answer(
                        exchange,
                        200,
                        "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult><MessageId>"
                                + UUID.randomUUID() + "</MessageId></PublishResult></PublishResponse>");
            }
        }
    }

    private static String error(String code, String message) {
        return "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                + code + "</Code><Message>" + message + "</Message></Error></ErrorResponse>";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String member : body.split("&", -1)) {
            int equals = member.indexOf('=');
            if (equals > 0) {
                members.put(member.substring(0, equals), decoded(member.substring(equals + 1)));
            }
        }
        return members;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
