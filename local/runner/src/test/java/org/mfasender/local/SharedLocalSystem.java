package org.mfasender.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mfasender.local.functions.CollectedLog;

/**
 * Starts the product, whose Meta reviews at once, and passes it to constructors and methods with a parameter of type {@link Shared} or
 * {@link LocalSystem}. One class after the other has it, each for itself: it may set Meta's faults and count requests.
 *
 * <p>Those with {@code @Tag("emulator")} run a second time, then with the DynamoDB, Secrets Manager and Step Functions of an
 * {@link Emulator}.
 */
public final class SharedLocalSystem implements ParameterResolver, ExecutionCondition {
    /**
     * What the tests of a class share: use an environment and a simulated account of your own.
     *
     * @param log all that functions logged
     * @param printed the lines of the terminal
     * @param emulation what stands behind the system besides itself
     */
    public record Shared(LocalSystem system, CollectedLog log, List<String> printed, Emulation emulation)
            implements Pool.Pooled {
        private static Shared start() {
            CollectedLog log = new CollectedLog();
            List<String> printed = new CopyOnWriteArrayList<>();
            Path root = Path.of(System.getProperty("project.root", "../.."));
            LocalOptions options = LocalOptions.of(root)
                    .withReviewDelay(Duration.ZERO)
                    .withLog(log)
                    .withPrinter(printed::add);
            if (!Emulator.WANTED) {
                return new Shared(LocalSystem.start(options), log, printed, () -> {});
            }
            Emulator emulator = Emulator.start();
            LocalSystem system = LocalSystem.start(emulator.insteadOfLocalServices(options));
            return new Shared(system, log, printed, StepsAsActivities.start(system, emulator));
        }

        @Override
        public void close() {
            emulation.close();
            system.close();
        }
    }

    /** Closed before the system. */
    public interface Emulation extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Emulator.WANTED
                ? Emulator.whyNot()
                        .map(ConditionEvaluationResult::disabled)
                        .orElseGet(() -> ConditionEvaluationResult.enabled("There is an emulator"))
                : ConditionEvaluationResult.enabled("The local services are always there");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Shared.class || type == LocalSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = Pool.lease(context, Shared.class, Shared::start);
        return parameter.getParameter().getType() == Shared.class ? shared : shared.system();
    }
}
