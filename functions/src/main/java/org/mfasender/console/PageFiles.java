package org.mfasender.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mfasender.platform.Gzip;
import org.mfasender.platform.config.SignInSettings;

/** The files of the page as {@link PageBuilder} made them: {@code index.html}, and those that it names. */
final class PageFiles {

    static final String INDEX = PageBuilder.INDEX;

    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\":]+)\"");

    private final Map<String, PageFile> files = new HashMap<>();

    PageFiles(Optional<SignInSettings> signIn) {
        String index = signIn.map(PageFiles::indexWith).orElseGet(() -> text(PageBuilder.INDEX));
        files.put(INDEX, PageFile.of(INDEX, Gzip.compress(index)));
        REFERENCE
                .matcher(index)
                .results()
                .map(reference -> reference.group(1))
                .forEach(name -> files.put(name, PageFile.of(name, resource(name + PageBuilder.COMPRESSED))));
    }

    private static String indexWith(SignInSettings signIn) {
        String index = text(PageBuilder.SIGN_IN_INDEX);
        index = said(index, "issuer", signIn.issuer().toString());
        index = said(index, "client", signIn.clientId());
        return said(index, "scope", signIn.scope());
    }

    private static String said(String index, String name, String value) {
        String escaped = value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        return index.replace(
                "\"sign-in-" + name + "\" content=\"\"", "\"sign-in-" + name + "\" content=\"" + escaped + "\"");
    }

    /** The file of exactly this name. */
    Optional<PageFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    private static String text(String name) {
        return new String(resource(name), UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The page has no " + name + ": it is made when the functions are built");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
