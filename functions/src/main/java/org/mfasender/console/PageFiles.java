package org.mfasender.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mfasender.platform.config.SignInSettings;

/**
 * The files of the page: {@code index.html}, and those that it names, with the hash of their content in their names. A changed file has
 * another name, so a browser may keep each of them for ever.
 */
final class PageFiles {

    static final String INDEX = "index.html";

    private static final String STYLE = "style.css";
    private static final String SCRIPT = "main.js";
    private static final String LIBRARY = "lib/htm-preact.js";
    private static final String SIGN_IN_LIBRARY = "lib/oidc-client-ts.js";

    private final Map<String, PageFile> files = new HashMap<>();
    private String index = resource(INDEX);

    PageFiles(Optional<SignInSettings> signIn) {
        String library = add(LIBRARY, PageFile.script(resource(LIBRARY)));
        add(SCRIPT, PageFile.script(new ModuleJoiner(PageFiles::resource).join(SCRIPT, name -> library)));
        add(STYLE, PageFile.css(resource(STYLE)));
        signIn.ifPresentOrElse(this::add, this::leaveOutSignIn);
        files.put(INDEX, PageFile.html(index));
    }

    /** Adds a file under the name that a browser may keep, and answers that name. */
    private String add(String source, PageFile file) {
        String name = source.substring(source.lastIndexOf('/') + 1).replaceFirst("(?=\\.\\w+$)", "." + file.hash());
        files.put(name, file);
        index = index.replace("\"" + source + "\"", "\"" + name + "\"");
        return name;
    }

    private void add(SignInSettings signIn) {
        add(SIGN_IN_LIBRARY, PageFile.script(resource(SIGN_IN_LIBRARY)));
        say("issuer", signIn.issuer().toString());
        say("client", signIn.clientId());
        say("scope", signIn.scope());
    }

    private void say(String name, String value) {
        String escaped = value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        index = index.replace(
                "\"sign-in-" + name + "\" content=\"\"", "\"sign-in-" + name + "\" content=\"" + escaped + "\"");
    }

    private void leaveOutSignIn() {
        index = index.replaceAll("(?m)^ *<script src=\"" + SIGN_IN_LIBRARY + "\" defer></script>\\n", "");
    }

    /** The file of exactly this name. */
    Optional<PageFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    static String resource(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The page has no " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
