package org.mfasender.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * How Lambda starts a function's JVM. AWS documents that it is the serial collector and the first compiler alone (with SnapStart or
 * provisioned concurrency, both compilers), that the runtime has an AOT cache of its own, and that a wrapper gets the whole command; the
 * options themselves are as functions have printed them on Java 17 and 21, with {@code /var/runtime/lib} on the class path. Java 25 was not
 * seen.
 *
 * @param java the program; null where a bootstrap knows it
 * @param bootstrap Lambda's own, which is in its images: it starts the program as it always does
 * @param options that come before the class path
 * @param wrapper what {@code AWS_LAMBDA_EXEC_WRAPPER} names
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Java's startup on Lambda</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html#runtime-wrapper">Wrapper scripts</a>
 */
public record ManagedRuntime(
        @Nullable Path java,
        @Nullable Path bootstrap,
        List<String> options,
        @Nullable Path wrapper) {

    /** The memory of a function. */
    static final int MEGABYTES = 1_024;

    private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

    /** Copies the list. */
    public ManagedRuntime {
        options = List.copyOf(options);
    }

    /** That of the JDK which runs this, without a wrapper. The JVM sees no more memory than a function has. */
    public static ManagedRuntime here() {
        return new ManagedRuntime(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                null,
                List.of(
                        "-XX:MaxRAM=" + MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+TieredCompilation",
                        FIRST_COMPILER_ALONE,
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "-XX:+ErrorFileToStderr"),
                null);
    }

    /** That of one of Lambda's images, in a container of it. */
    public static ManagedRuntime of(Path bootstrap) {
        return new ManagedRuntime(null, bootstrap, List.of(), null);
    }

    /** With more options of the JVM. */
    public ManagedRuntime withOptions(String... more) {
        return new ManagedRuntime(
                java,
                bootstrap,
                Stream.concat(options.stream(), Stream.of(more)).toList(),
                wrapper);
    }

    /** That of a function with SnapStart or provisioned concurrency. */
    public ManagedRuntime withBothCompilers() {
        return new ManagedRuntime(
                java,
                bootstrap,
                options.stream()
                        .filter(option -> !option.equals(FIRST_COMPILER_ALONE))
                        .toList(),
                wrapper);
    }

    /** With a wrapper script. */
    public ManagedRuntime withWrapper(Path script) {
        return new ManagedRuntime(java, bootstrap, options, script);
    }

    /**
     * The command that starts a handler.
     *
     * @throws IOException when the wrapper is no program: then Lambda starts nothing
     */
    List<String> command(String handler) throws IOException {
        if (bootstrap != null) {
            return List.of(bootstrap.toString());
        }
        List<String> command = new ArrayList<>();
        if (wrapper != null) {
            if (!Files.isExecutable(wrapper)) {
                throw new IOException(wrapper + ": is not an executable");
            }
            command.add(wrapper.toString());
        }
        command.add(Objects.requireNonNull(java).toString());
        command.addAll(options);
        command.addAll(List.of("-classpath", client(), AWSLambda.class.getName(), handler));
        return command;
    }

    /** The variables of what a bootstrap cannot be given otherwise. */
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        if (bootstrap != null) {
            variables.put("JAVA_TOOL_OPTIONS", String.join(" ", options));
            if (wrapper != null) {
                variables.put("AWS_LAMBDA_EXEC_WRAPPER", wrapper.toString());
            }
        }
        return variables;
    }

    /** The runtime interface client and what it needs: all that Lambda brings. It finds the function's own jars in lib/. */
    private static String client() {
        return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(ManagedRuntime::jar)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
