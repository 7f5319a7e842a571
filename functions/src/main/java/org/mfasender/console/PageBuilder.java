package org.mfasender.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mfasender.platform.Gzip;
import org.mfasender.platform.Sha256;

/**
 * Makes the page's files when the system is built: one script and one style sheet, compressed, with the hash of their content in their
 * names, and {@code index.html}, which names them. A changed file has another name, so a browser may keep each of them for ever. There is
 * a second script and index for deployments where people sign in.
 */
final class PageBuilder {

    static final String INDEX = "index.html";
    static final String SIGN_IN_INDEX = "sign-in.html";
    static final String COMPRESSED = ".gz";

    private static final String STYLE = "style.css";
    private static final String SCRIPT = "main.js";
    private static final String SIGN_IN_LIBRARY = "lib/oidc-client-ts.js";
    private static final int HASH_LENGTH = 16;

    private final Path sources;
    private final Path target;

    PageBuilder(Path sources, Path target) {
        this.sources = sources;
        this.target = target;
    }

    /** Makes the files of the folder that is named first, in the one that is named second. */
    public static void main(String[] folders) throws IOException {
        new PageBuilder(Path.of(folders[0]), Path.of(folders[1])).build();
    }

    void build() throws IOException {
        Files.createDirectories(target);
        removeFormer();
        String index = source(INDEX);
        String script = new ModuleJoiner(this::source).join(SCRIPT);
        index = named(index, STYLE, source(STYLE));
        write(INDEX, named(index, SCRIPT, script));
        write(SIGN_IN_INDEX, named(index, SCRIPT, signInLibrary() + script));
    }

    /** Files whose content has changed had other names. */
    private void removeFormer() throws IOException {
        try (DirectoryStream<Path> former = Files.newDirectoryStream(target, "*" + COMPRESSED)) {
            for (Path file : former) {
                Files.delete(file);
            }
        }
    }

    /** The library declares a variable, and is no module. */
    private String signInLibrary() {
        String library = source(SIGN_IN_LIBRARY)
                .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
                .strip();
        return "globalThis.oidc = (() => {\n" + library + "\nreturn oidc;\n})();\n";
    }

    /** Writes a file under the name that a browser may keep, and puts that name into the index. */
    private String named(String index, String file, String content) throws IOException {
        String hash = Sha256.of(content).substring(0, HASH_LENGTH);
        String name = file.replaceFirst("(?=\\.\\w+$)", "." + hash);
        Files.write(target.resolve(name + COMPRESSED), Gzip.compress(content));
        return index.replace("\"" + file + "\"", "\"" + name + "\"");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(target.resolve(name), content);
    }

    private String source(String name) {
        try {
            return Files.readString(sources.resolve(name), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
