package ir.roshan.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import ir.roshan.testing.RoshanServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Chromium for all classes of a run, Debian's, which ends with the run. Whoever sits in front of it has a context of their own,
 * which shares nothing with another's. A Chromium that has died is followed by another at the next class.
 */
final class OneChromium implements BeforeAllCallback {
    private static final Path CHROMIUM =
            Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));

    private static Running running;

    static Browser browser() {
        return running.browser;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!Files.isExecutable(CHROMIUM)) {
            String word = "SKIPPED: no Chromium at " + CHROMIUM + "; apt-get install chromium, or name one in CHROMIUM";
            // Surefire keeps the reason of a whole class that is skipped to itself.
            System.err.println(word);
            Assumptions.abort(word);
        }
        if (running != null && running.browser.isConnected()) return;
        // Else five seconds, also for what the engine has to do first.
        PlaywrightAssertions.setDefaultAssertionTimeout(RoshanServer.PATIENCE.toMillis());
        running = new Running();
        context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put(running, running);
    }

    private static final class Running implements ExtensionContext.Store.CloseableResource {
        private final Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private final Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        // As root, and without talking to anybody but us.
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));

        @Override
        public void close() {
            playwright.close();
        }
    }
}
