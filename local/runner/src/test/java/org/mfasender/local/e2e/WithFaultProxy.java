package org.mfasender.local.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mfasender.local.LocalOptions;
import org.mfasender.local.LocalService;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.Pool;
import org.mfasender.local.functions.CollectedLog;

/**
 * Starts, for one class after the other that asks for it, a system whose functions reach every service through a
 * {@link FaultProxy} and whose Meta reviews at once.
 */
final class WithFaultProxy implements ParameterResolver {

    /**
     * What the tests share.
     *
     * @param log all that functions logged
     * @param printed the lines of the terminal
     */
    record Faulty(LocalSystem system, FaultProxy proxy, CollectedLog log, List<String> printed) implements Pool.Pooled {

        private static Faulty start() {
            FaultProxy proxy = new FaultProxy();
            CollectedLog log = new CollectedLog();
            List<String> printed = new CopyOnWriteArrayList<>();
            LocalOptions options = LocalOptions.of(Path.of(System.getProperty("project.root", "../..")))
                    .withReviewDelay(Duration.ZERO)
                    .withJitter(() -> 0) // as short as pauses may be
                    .withLog(log)
                    .withPrinter(printed::add);
            for (LocalService service : LocalService.values()) {
                options = options.withRewrite(service, proxy::inFrontOf);
            }
            return new Faulty(LocalSystem.start(options), proxy, log, printed);
        }

        @Override
        public void close() {
            system.close();
            proxy.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Faulty.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(OwnSystem.class)
                ? Pool.own(context, Faulty.class, Faulty::start)
                : Pool.lease(context, Faulty.class, Faulty::start);
    }
}
