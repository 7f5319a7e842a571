package org.mfasender.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.e2e.FaultProxy.Rule;
import org.mfasender.local.e2e.FaultProxy.Way;
import org.mfasender.local.e2e.WithFaultProxy.Faulty;
import org.mfasender.local.graph.messages.SentMessage;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An account that can send, what Meta has got from it, and what is stored of its messages. */
record SendingAccount(Faulty faulty, SimulatedAccount account, MessagesApi messages, String numberId) {

    /** Meta reports nothing of its messages, so that no status comes between. */
    static SendingAccount ready(Faulty faulty) {
        LocalSystem system = faulty.system();
        SimulatedAccount account = system.graph().world().newAccount().create();
        SenderApi api = new SenderApi(system.httpUri());
        system.graph().webhooks().script(account.wabaId(), List.of());
        api.put(account);
        JsonNode ready = api.awaitReady(1);
        return new SendingAccount(
                faulty,
                account,
                new MessagesApi(api),
                ready.at("/numbers/0/numberId").asText());
    }

    /** Messages are counted by full hours: returns when the present one does not end soon. */
    static void awaitAmpleHour() {
        while (Instant.now().getEpochSecond() % 3600 > 3540) {
            SenderApi.pause();
        }
    }

    /** One that sends from several numbers, of which the first is selected. */
    static SendingAccount spread(Faulty faulty, int numbers) {
        LocalSystem system = faulty.system();
        SimulatedAccount account =
                system.graph().world().newAccount().numbers(numbers).create();
        SenderApi api = new SenderApi(system.httpUri());
        SendingAccount spread = new SendingAccount(
                faulty,
                account,
                new MessagesApi(api),
                numberIds(faulty, account).getFirst());
        ObjectNode body = SenderApi.body(account);
        body.putArray("numbers").addObject().put("numberId", spread.numberId).put("selected", true);
        api.put(body);
        api.awaitReady(1);
        spread.messages.spread(numberIds(faulty, account));
        return spread;
    }

    List<String> numberIds() {
        return numberIds(faulty, account);
    }

    private static List<String> numberIds(Faulty faulty, SimulatedAccount account) {
        return faulty.system().graph().world().waba(account.wabaId()).numbers().stream()
                .map(PhoneNumber::id)
                .toList();
    }

    /** What Meta has accepted, oldest first. */
    List<SentMessage> sent() {
        return faulty.system().graph().messages().outbox().list(account.wabaId());
    }

    /** Answers the calls that send in Meta's place. */
    Rule meta(int status, String body) {
        return faulty.proxy().answer(call(), status, body);
    }

    /** Answers the calls that send from one number. */
    Rule meta(String from, int status, String body) {
        return faulty.proxy().answer(call(from), status, body);
    }

    /** Lets the calls that send fail. */
    Rule metaFails(Way way) {
        return faulty.proxy().fail(call(), way);
    }

    /** Method and path of the call that sends. */
    String call() {
        return call(numberId);
    }

    private String call(String from) {
        return "POST /" + faulty.system().environment("SendFunction").get("GRAPH_VERSION") + "/" + from + "/messages";
    }

    /** Records what {@code send} does when Meta refuses a message for a reason that concerns the account. */
    void requestCheck() {
        Instant now = Instant.now();
        new Stored(faulty.system())
                .putMessage(Map.of(
                        "pk", AttributeValue.fromS("CHECK#" + messages.api().environment()),
                        "cause", AttributeValue.fromS("TEMPLATE_REFUSED"),
                        "requestedAt", AttributeValue.fromS(now.toString()),
                        "expiresAt", AttributeValue.fromN(Long.toString(now.getEpochSecond() + 600))));
    }

    /** The items of this environment's messages. */
    List<Map<String, AttributeValue>> items(String kind) {
        String prefix = kind + "#" + messages.api().environment();
        return new Stored(faulty.system())
                .messages().stream()
                        .filter(item ->
                                Objects.requireNonNull(item.get("pk")).s().startsWith(prefix))
                        .toList();
    }

    /** As if every process that was sending had died long ago. */
    void passDeadlines() {
        items("KEY")
                .forEach(item -> new Stored(faulty.system())
                        .setMessage(item, "deadline", AttributeValue.fromS("2026-01-01T00:00:00Z")));
    }
}
