package org.mfasender.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mfasender.local.functions.CollectedLog;

/**
 * Starts the product once for all classes of a test run that have {@code @ExtendWith(SharedLocalSystem.class)}, and hands it to
 * constructors and methods that have a parameter of type {@link Shared} or {@link LocalSystem}. It ends with the test run.
 */
public final class SharedLocalSystem implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedLocalSystem.class);

    /**
     * What the tests share: use an environment and a simulated account of your own.
     *
     * @param log all that functions logged
     * @param printed the lines of the terminal
     */
    public record Shared(LocalSystem system, CollectedLog log, List<String> printed) implements AutoCloseable {
        private static Shared start() {
            CollectedLog log = new CollectedLog();
            List<String> printed = new CopyOnWriteArrayList<>();
            Path root = Path.of(System.getProperty("project.root", "../.."));
            LocalOptions options = LocalOptions.of(root).withLog(log).withPrinter(printed::add);
            return new Shared(LocalSystem.start(options), log, printed);
        }

        @Override
        public void close() {
            system.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Shared.class || type == LocalSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Shared shared = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Shared.class, type -> Shared.start(), Shared.class);
        return parameter.getParameter().getType() == Shared.class ? shared : shared.system();
    }
}
