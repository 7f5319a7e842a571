package org.mfasender.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The files of the page: {@code index.html}, and three that it names, with the hash of their content in their names. A changed file has
 * another name, so a browser may keep each of the three for ever.
 */
final class PageFiles {

    static final String INDEX = "index.html";

    private final Map<String, PageFile> files;

    PageFiles() {
        PageFile library = PageFile.script(resource("lib/htm-preact.js"));
        String libraryName = "htm-preact." + library.hash() + ".js";
        PageFile script =
                PageFile.script(new ModuleJoiner(PageFiles::resource).join("main.js", name -> libraryName));
        String scriptName = "main." + script.hash() + ".js";
        PageFile style = PageFile.css(resource("style.css"));
        String styleName = "style." + style.hash() + ".css";
        PageFile index = PageFile.html(resource(INDEX)
                .replace("\"lib/htm-preact.js\"", "\"" + libraryName + "\"")
                .replace("\"main.js\"", "\"" + scriptName + "\"")
                .replace("\"style.css\"", "\"" + styleName + "\""));
        this.files = Map.of(libraryName, library, scriptName, script, styleName, style, INDEX, index);
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
