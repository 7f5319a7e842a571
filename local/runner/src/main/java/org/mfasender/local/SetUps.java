package org.mfasender.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.mfasender.local.bench.SetUpClient;
import org.mfasender.local.graph.world.Behaviour;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.templates.Locales;

/** Set-ups of accounts of any size, in a system of their own. Meta reviews at once, and counts a bulk call once. */
final class SetUps implements AutoCloseable {
    private static final int WARM_UPS = 30;

    private final LocalSystem system;
    private final SetUpClient client;

    private SetUps(LocalSystem system, SetUpClient client) {
        this.system = system;
        this.client = client;
    }

    /** Starts the system, and warms it up. */
    static SetUps start(LocalOptions options, String path) throws IOException, InterruptedException {
        SetUps setUps = startCold(options, path);
        for (int i = 0; i < WARM_UPS; i++) {
            setUps.setUp(1, 1);
        }
        return setUps;
    }

    /** Starts the system, for what is not timed. */
    static SetUps startCold(LocalOptions options, String path) {
        LocalSystem system = LocalSystem.start(
                options.withReviewDelay(Duration.ZERO).withParameter("TemplateCreationsPerHour", "1000"));
        // Or one account of all languages would have to wait for the next hour.
        system.graph().world().turnOn(Behaviour.UPSERT_COUNTS_ONCE);
        return new SetUps(system, new SetUpClient(system.httpUri(), path));
    }

    /**
     * What was set up.
     *
     * @param request that set it up
     */
    record Done(UUID environment, SimulatedAccount account, ObjectNode request, int graphCalls, Duration time) {}

    /** Sets up an account with so many numbers, in so many languages. */
    Done setUp(int numbers, int languages) throws IOException, InterruptedException {
        SimulatedAccount account =
                system.graph().world().newAccount().numbers(numbers).create();
        ObjectNode request = SetUpClient.request(account);
        Stream.concat(Stream.of("en"), Locales.META_LANGUAGES.stream())
                .distinct()
                .limit(languages)
                .forEach(request.withArray("locales")::add);
        UUID environment = UUID.randomUUID();
        int before = system.graph().requests().size();
        Duration time = client.setUp(environment, request, new EndOfRun(system));
        return new Done(environment, account, request, system.graph().requests().size() - before, time);
    }

    /** Selects one of the account's numbers. */
    void selectNumber(Done done) throws IOException, InterruptedException {
        String number = system.graph()
                .world()
                .waba(done.account.wabaId())
                .numbers()
                .getFirst()
                .id();
        done.request.putArray("numbers").addObject().put("numberId", number).put("selected", true);
        client.change(done.environment, done.request);
    }

    LocalSystem system() {
        return system;
    }

    SetUpClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        system.close();
    }
}
