package org.mfasender.local.e2e;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mfasender.health.CheckSchedule;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.graph.world.AccountBuilder;
import org.mfasender.local.graph.world.AppSubscription;
import org.mfasender.local.graph.world.MetaApp;
import org.mfasender.local.graph.world.PhoneNumber;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.Template;
import org.mfasender.local.graph.world.Waba;
import org.mfasender.local.graph.world.World;
import org.mfasender.platform.EnvironmentId;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * More senders than can be set up one by one. The product sets up the first; the others are what it stored, with all names replaced, and
 * an account at Meta of their own.
 */
final class ManySenders {

    private final World world;
    private final Services services;
    private final Sender first;
    private final List<Map<String, AttributeValue>> items;
    private final List<SecretVersion> secrets;

    /** A sender that is ready. */
    record Sender(UUID environment, SimulatedAccount account, PhoneNumber number, List<Template> templates) {

        private static Sender of(UUID environment, SimulatedAccount account, World world) {
            Waba waba = world.waba(account.wabaId());
            return new Sender(
                    environment,
                    account,
                    waba.numbers().getFirst(),
                    waba.templates().list());
        }

        /** All that is its own, in an order. */
        private List<String> names() {
            return Stream.concat(
                            Stream.of(
                                    environment.toString(),
                                    account.wabaId(),
                                    account.businessId(),
                                    account.appId(),
                                    account.appSecret(),
                                    account.userId(),
                                    account.userAccessToken(),
                                    number.id(),
                                    number.text("display_phone_number")),
                            templates.stream().map(Template::id))
                    .toList();
        }
    }

    private ManySenders(SenderApi api, SimulatedAccount account, LocalSystem system) {
        this.world = system.graph().world();
        this.services = Services.of(system);
        this.first = Sender.of(api.environment(), account, world);
        this.items = services.items(api.environment());
        this.secrets = SecretVersion.of(api.environment(), services);
    }

    /** Sets up the first. */
    static ManySenders begin(LocalSystem system, UUID environment) {
        SenderApi api = new SenderApi(system.httpUri(), environment);
        SimulatedAccount account = system.graph().world().newAccount().create();
        api.put(account);
        api.awaitReady(1);
        new Stored(system).endedExecutions(api.environment());
        return new ManySenders(api, account, system);
    }

    Sender first() {
        return first;
    }

    /**
     * Another one for each environment, whose check is due at the environment's own minute.
     *
     * @param app that they share; null for an app of each one's own
     */
    List<Sender> copies(List<UUID> environments, @Nullable MetaApp app) {
        return environments.parallelStream()
                .map(environment -> copy(environment, app))
                .toList();
    }

    private Sender copy(UUID environment, @Nullable MetaApp app) {
        Sender copy = Sender.of(environment, account(app), world);
        Names names = new Names(first.names(), copy.names());
        String due = CheckSchedule.FIRST
                .next(new EnvironmentId(environment), world.now())
                .toString();
        List<Map<String, AttributeValue>> renamed = new ArrayList<>();
        for (Map<String, AttributeValue> item : items) {
            Map<String, AttributeValue> other = new HashMap<>(names.of(item));
            other.computeIfPresent("checkDue", (name, of) -> AttributeValue.fromS(due));
            renamed.add(other);
        }
        services.put(renamed);
        SecretVersion.paste(secrets, services, names::of);
        return copy;
    }

    /** As the set-up left the first one's account at Meta. */
    private SimulatedAccount account(@Nullable MetaApp app) {
        AccountBuilder builder = world.newAccount();
        SimulatedAccount account =
                app == null ? builder.create() : builder.app(app).create();
        Waba waba = world.waba(account.wabaId());
        for (Template template : first.templates()) {
            waba.templates().put(template.of(waba, world.newTemplateId(waba)));
        }
        waba.link(account.appId(), "");
        AppSubscription subscription =
                world.app(first.account().appId()).subscription().orElseThrow();
        URI callback = URI.create(
                subscription.callback().toString().replace(first.account().appId(), account.appId()));
        world.app(account.appId()).subscribe(new AppSubscription(callback, subscription.fields()), false);
        return account;
    }

    /** The first one's names, and those in their place. */
    private record Names(List<String> first, List<String> others) {

        String of(String text) {
            String renamed = text;
            for (int i = 0; i < first.size(); i++) {
                renamed = renamed.replace(first.get(i), others.get(i));
            }
            return renamed;
        }

        Map<String, AttributeValue> of(Map<String, AttributeValue> members) {
            Map<String, AttributeValue> renamed = new HashMap<>();
            members.forEach((name, member) -> renamed.put(of(name), of(member)));
            return renamed;
        }

        private AttributeValue of(AttributeValue value) {
            return switch (value.type()) {
                case S -> AttributeValue.fromS(of(value.s()));
                case L -> AttributeValue.fromL(value.l().stream().map(this::of).toList());
                case M -> AttributeValue.fromM(of(value.m()));
                default -> value;
            };
        }
    }
}
