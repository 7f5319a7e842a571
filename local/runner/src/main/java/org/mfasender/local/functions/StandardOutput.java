package org.mfasender.local.functions;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Standard output, in which each line that a function prints goes to that function's log, as in Lambda, although many run in one JVM.
 * What nobody's function prints goes where it went before.
 */
final class StandardOutput extends OutputStream {
    private static final ScopedValue<Lines> CURRENT = ScopedValue.newInstance();

    private final PrintStream before;

    private StandardOutput(PrintStream before) {
        this.before = before;
    }

    /** Work that may fail in the way of a handler. */
    interface Work {
        void run() throws IOException;
    }

    /** Does the work on this thread; hands over each line that it prints on it. */
    static void collect(Consumer<String> log, Work work) throws IOException {
        install();
        Lines lines = new Lines(log);
        ScopedValue.where(CURRENT, lines).<Void, IOException>call(() -> {
            work.run();
            return null;
        });
        lines.end();
    }

    private static synchronized void install() {
        if (!(System.out instanceof Installed)) {
            System.setOut(new Installed(new StandardOutput(System.out)));
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (CURRENT.isBound()) {
            CURRENT.get().add(bytes, from, length);
        } else {
            before.write(bytes, from, length);
        }
    }

    @Override
    public void flush() {
        before.flush();
    }

    /** Recognised, so that it is installed once, and again where a test has put another stream. */
    private static final class Installed extends PrintStream {
        Installed(StandardOutput output) {
            super(output, true, StandardCharsets.UTF_8);
        }
    }

    private static final class Lines {
        private final Consumer<String> log;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(Consumer<String> log) {
            this.log = log;
        }

        void add(byte[] bytes, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (bytes[i] == '\n') {
                    end();
                } else {
                    line.write(bytes[i]);
                }
            }
        }

        void end() {
            if (line.size() > 0) {
                String text = line.toString(StandardCharsets.UTF_8);
                line.reset();
                log.accept(text);
            }
        }
    }
}
