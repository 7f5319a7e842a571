package org.mfasender.local.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.Pool;
import org.mfasender.local.aws.LocalStepFunctions;
import org.mfasender.local.aws.states.ExecutionListener;
import org.mfasender.local.aws.states.InvalidDefinition;
import org.mfasender.local.graph.world.AccessToken;
import org.mfasender.local.graph.world.SimulatedAccount;
import org.mfasender.local.graph.world.World;

/**
 * Starts two processes that share all services, one of which reaches AWS through a proxy that can stop it. Executions only wait, so
 * that nothing happens by itself.
 */
final class WithTwoProcesses implements ParameterResolver {

    private static final String WAITS = """
            {"StartAt": "wait", "States": {"wait": {"Type": "Wait", "Seconds": 86400, "End": true}}}
            """;

    /** Accounts at Meta. {@code rotated} is the first with one more token. */
    record Accounts(SimulatedAccount first, SimulatedAccount rotated, SimulatedAccount other) {

        private static final String ISSUED = "issuedAppTokenOfTheSimulation";

        /** The first with one more App Secret. */
        SimulatedAccount resecured() {
            return new SimulatedAccount(
                    first.name(),
                    first.note(),
                    first.wabaId(),
                    first.businessId(),
                    first.appId(),
                    ISSUED,
                    first.userId(),
                    first.userAccessToken());
        }

        private static Accounts in(World world) {
            SimulatedAccount first = world.newAccount().create();
            world.app(first.appId()).issue(ISSUED);
            return new Accounts(first, rotated(first, world), world.newAccount().create());
        }

        private static SimulatedAccount rotated(SimulatedAccount account, World world) {
            AccessToken token = world.token(account.userAccessToken()).orElseThrow();
            String value = token.value() + "Rotated";
            world.putToken(new AccessToken(
                    value,
                    token.appId(),
                    token.userId(),
                    token.type(),
                    token.scopes(),
                    token.targetIds(),
                    token.issuedAt(),
                    token.expiresAt(),
                    token.state()));
            return new SimulatedAccount(
                    account.name(),
                    account.note(),
                    account.wabaId(),
                    account.businessId(),
                    account.appId(),
                    account.appSecret(),
                    account.userId(),
                    value);
        }
    }

    /**
     * The two, and what they share.
     *
     * @param held the process that {@code writes} can stop
     */
    record TwoProcesses(
            LocalSystem free,
            LocalSystem held,
            HeldWrites writes,
            FaultProxy proxy,
            LocalStepFunctions executions,
            Accounts accounts)
            implements Pool.Pooled {

        private static TwoProcesses start() {
            LocalOptions options = LocalOptions.of(Path.of(System.getProperty("project.root", "../..")))
                    .withReviewDelay(Duration.ZERO);
            LocalStepFunctions executions = stepFunctions();
            LocalSystem free =
                    LocalSystem.start(options.withElsewhere(LocalService.STEP_FUNCTIONS, executions.endpoint()));
            register(free, executions);
            HeldWrites writes = new HeldWrites();
            FaultProxy proxy = new FaultProxy(writes::witness);
            // Tables and generated secrets are there already.
            proxy.answer("CreateTable", 200, "{}");
            proxy.answer("UpdateTimeToLive", 200, "{}");
            proxy.answer("CreateSecret", 200, "{}", "\"HashSecret\"");
            for (LocalService service : LocalService.values()) {
                options = options.withElsewhere(service, proxy.inFrontOf(free.endpoint(service)));
            }
            LocalSystem held = LocalSystem.start(options);
            Accounts accounts = Accounts.in(free.graph().world());
            TwoProcesses both = new TwoProcesses(free, held, writes, proxy, executions, accounts);
            // Whoever comes later finds the same at Meta: no templates are missing any more.
            for (Operation first : List.of(Operation.PUT, Operation.MOVE)) {
                Actor actor = both.actor(free, UUID.randomUUID());
                first.by(actor);
                actor.run();
            }
            return both;
        }

        private static LocalStepFunctions stepFunctions() {
            try {
                return LocalStepFunctions.start(Map.of(), ExecutionListener.NONE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void register(LocalSystem system, LocalStepFunctions executions) {
            try {
                executions.register(system.template().stateMachines().getFirst().name(), WAITS);
            } catch (InvalidDefinition e) {
                throw new IllegalStateException(e);
            }
        }

        /** One of the processes at work on an environment. Both have the same address, as Meta has only one of an app. */
        Actor actor(LocalSystem process, UUID environment) {
            return actor(process, environment, accounts);
        }

        /** The same for other accounts at Meta. */
        Actor actor(LocalSystem process, UUID environment, Accounts used) {
            SenderApi api = new SenderApi(free.httpUri(), environment).answeredBy(process.httpUri());
            return Actor.of(process, api, used, executions);
        }

        @Override
        public void close() {
            held.close();
            proxy.close();
            free.close();
            executions.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TwoProcesses.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Pool.lease(context, TwoProcesses.class, TwoProcesses::start);
    }
}
