package org.mfasender.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import org.jspecify.annotations.Nullable;

/** The ports that parts listen on. */
final class Ports {

    /** What begins to listen. */
    interface Binding<T> {
        T bind(int port) throws IOException;
    }

    private Ports() {}

    /**
     * Lets a part listen.
     *
     * @param port 0 for a free one
     * @param part in the message when the port is taken
     * @throws LocalStartException when somebody else listens on the port
     */
    static <T> T bind(int port, String part, Binding<T> binding) throws IOException {
        try {
            return binding.bind(port);
        } catch (BindException e) {
            throw taken(port, part, e);
        } catch (UncheckedIOException e) {
            throw taken(port, part, e.getCause());
        }
    }

    private static LocalStartException taken(int port, String part, @Nullable IOException cause) {
        return new LocalStartException(
                "Port " + port + " for the " + part + " is taken. Is the local system running already?", cause);
    }
}
