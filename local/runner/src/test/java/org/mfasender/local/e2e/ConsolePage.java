package org.mfasender.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mfasender.local.LocalSystem;
import org.mfasender.local.SharedLocalSystem;
import org.mfasender.local.graph.world.SimulatedAccount;

/** The page in a real browser against the local system: what the tests of its flows have in common. */
@ExtendWith(SharedLocalSystem.class)
@EnabledIf(value = "hasBrowser", disabledReason = "NO BROWSER: install Debian's package chromium to test the page")
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConsolePage {

    /** A folder to put pictures into; none are taken without it. */
    private static final String PICTURES = System.getProperty("console.pictures", "");

    final LocalSystem system;
    Browser browser;
    SenderApi api;

    ConsolePage(LocalSystem system) {
        this.system = system;
    }

    static boolean hasBrowser() {
        return Browser.program().isPresent();
    }

    @BeforeAll
    void startBrowser(@TempDir Path folder) throws Exception {
        browser = Browser.start(Browser.program().orElseThrow(), Files.createDirectory(folder.resolve("profile")));
    }

    @BeforeEach
    void chooseAnEnvironment() {
        api = new SenderApi(system.httpUri());
    }

    @AfterAll
    void stopBrowser() {
        browser.close();
    }

    @AfterEach
    void undo() {
        browser.offline(false);
        browser.answerNoMore();
        browser.media();
        browser.zone("");
        browser.size(1280);
        browser.forget();
    }

    SimulatedAccount account() {
        return system.graph().world().newAccount().create();
    }

    /** An account that can send, on the open page. */
    SimulatedAccount ready() {
        SimulatedAccount account = account();
        api.put(account);
        api.awaitReady(1);
        open();
        browser.awaitText("Passcodes can be sent.");
        return account;
    }

    void open() {
        browser.open(URI.create(system.httpUri() + "/console/index.html#/environments/" + api.environment()));
        browser.awaitText("Verification");
    }

    static void enter(Browser browser, SimulatedAccount account) {
        browser.type("WhatsApp Business Account ID", account.wabaId());
        browser.type("Access Token", account.userAccessToken());
        browser.type("App ID", account.appId());
        browser.type("App Secret", account.appSecret());
    }

    /** No barrier, nothing wider than the window, by day and at night, on a computer and a phone; takes pictures, too. */
    void isForEverybody(String name) {
        for (String scheme : List.of("light", "dark")) {
            for (int width : List.of(1280, 360)) {
                browser.scheme(scheme);
                browser.size(width);
                assertThat(browser.barriers())
                        .as("%s, %s, %d px", name, scheme, width)
                        .isEmpty();
                assertThat(browser.is("document.documentElement.scrollWidth <= innerWidth"))
                        .as("%s, %d px", name, width)
                        .isTrue();
                if (scheme.equals("light")) {
                    picture(name + "-" + width);
                }
            }
        }
        browser.media();
        browser.size(1280);
    }

    /** Takes a picture of the whole page. */
    void picture(String name) {
        if (!PICTURES.isEmpty()) {
            write(name, browser.picture());
        }
    }

    /** Takes a picture of what a window of this width shows first. */
    void view(String name, int width) {
        if (!PICTURES.isEmpty()) {
            browser.size(width);
            browser.evaluate("scrollTo(0, 0)");
            write(name, browser.view());
            browser.size(1280);
        }
    }

    private static void write(String name, byte[] picture) {
        try {
            Files.write(Path.of(PICTURES, name + ".png"), picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
