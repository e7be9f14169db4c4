package ir.roshan.page;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Our own page as a subscriber's browser gets it: open to everybody, whole, and safe (A3.1, A4.3). */
@OnH2
class PageTest extends RoshanServer {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml",
            "json", "application/json");

    /** As first.js names them. */
    private static final String FIRST = "'\\./(?:words|moments|server|dom)\\.js'";

    /** Without what is there for whoever reads the file. */
    private static String bareStyle() {
        return PageFiles.read("page.css")
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** A page that loads one of them and the file in which they are as well would have two languages and two clocks. */
    @Test
    void whatEveryPageNeedsFirstIsOneFile() {
        String version =
                PageFiles.version(get("/").accept("text/html").send(200).body());
        String inOne = get("/assets/" + version + "/first.js").send(200).body();
        List<String> names = Pattern.compile("(?m)^(?:export )?(?:async )?(?:const|let|function|class) ([A-Za-z_]+)")
                .matcher(inOne)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(names).contains("word", "moment", "call", "element").doesNotHaveDuplicates();
        assertThat(inOne).doesNotContainPattern("(?m)^(?: *//|import |export \\*)");
        assertThat(get("/assets/first.js").send(200).body()).contains("export * from './words.js';");
        for (PageFiles page :
                List.of(PageFiles.ours(), PageFiles.outbox(), PageFiles.plan(), PageFiles.my(), PageFiles.stop()))
            assertThat(page.scripts().keySet())
                    .filteredOn(name -> !FIRST.contains(name.replace(".js", "")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(get("/assets/" + version + "/" + name)
                                    .send(200)
                                    .body())
                            .as(name)
                            .doesNotContainPattern(FIRST));
    }

    @Test
    void thePageIsOpenToEverybodyAndGuarded() {
        Call.Answer page = get("/").accept("text/html").send(200);

        assertThat(page.body())
                .isEqualTo(PageFiles.withVersion(
                        PageFiles.served(PageFiles.read("index.html"))
                                .replace(
                                        "<link rel=\"stylesheet\" href=\"/assets/page.css\" data-inline>",
                                        "<style>" + bareStyle() + "</style>"),
                        PageFiles.version(page.body())))
                .contains("<style>", "/first.js\">")
                .doesNotContain("/words.js", "<!--");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(get("/").header("If-None-Match", page.header("ETag"))
                        .send(304)
                        .body())
                .isEmpty();
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "form-action 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Set-Cookie")).isEmpty();
        assertThat(get("/index.html").send(200).body()).isEqualTo(page.body());
        get("/").with("lang", "en").send(200);
    }

    @Test
    void everythingThatThePageLoadsIsServedAsWhatItIs() {
        PageFiles files = PageFiles.ours();
        assertThat(files.assets()).hasSizeGreaterThan(10).allSatisfy(path -> {
            Call.Answer asset = get(path).send(200);
            String extension = path.substring(path.lastIndexOf('.') + 1);
            assertThat(asset.header("Content-Type")).as(path).startsWith(TYPES.get(extension));
            assertThat(asset.header("Content-Type")).as(path).containsIgnoringCase("charset=UTF-8");
            assertThat(asset.header("Content-Security-Policy")).as(path).contains("default-src 'self'");
            assertThat(asset.body()).isNotBlank();
        });
    }

    /** With its version or without, a module has the words of the lists that it names, and a telephone gets no other file for them. */
    @Test
    void theWordsForCodesAreWrittenIntoTheModulesThatSayThem() {
        String version =
                PageFiles.version(get("/").accept("text/html").send(200).body());
        for (String folder : new String[] {"/assets/", "/assets/" + version + "/"}) {
            assertThat(get(folder + "pagewords.js").send(200).body())
                    .contains("\n  'cause.WEATHER': ['عوامل جوی', 'Weather'],\n")
                    .doesNotContain("inBothLanguages");
            assertThat(get(folder + "outboxwords.js").send(200).body())
                    .contains("\n  OWED: 'در صف ارسال',\n")
                    .doesNotContain(" = inPersian(");
        }
    }

    @Test
    void theWayToTheSlowTelephoneIsShort() {
        for (String path : new String[] {"/", "/assets/words.js", "/assets/page.css"}) {
            assertThat(get(path)
                            .header("Accept-Encoding", "gzip")
                            .sendUnchecked()
                            .header("Content-Encoding"))
                    .as(path)
                    .isEqualTo("gzip");
        }
        // What a caller has sent must not be packed with what others may not know.
        assertThat(get("/api/v1/agreement")
                        .header("Accept-Encoding", "gzip")
                        .sendUnchecked()
                        .header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void whatABrowserHasAlreadyIsNotSentAgain() {
        for (String path : PageFiles.ours().assets()) {
            Call.Answer first = get(path).header("Accept-Encoding", "gzip").sendUnchecked();
            assertThat(first.header("Cache-Control")).as(path).isEqualTo("no-cache");
            String tag = first.header("ETag");
            assertThat(tag).as(path).startsWith("W/\"");
            Call.Answer again = get(path).header("If-None-Match", tag).sendUnchecked();
            assertThat(again.status()).as(path).isEqualTo(304);
            assertThat(again.body()).as(path).isEmpty();
            assertThat(get(path)
                            .header("If-None-Match", "W/\"other\"")
                            .sendUnchecked()
                            .status())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    /** Nothing of it is asked for twice, and never mixed with what an upgrade brings. */
    @Test
    void whatThePageNamesByItsVersionIsKeptForGood() {
        String version =
                PageFiles.version(get("/").accept("text/html").send(200).body());
        for (String path : PageFiles.ours().assets()) {
            Call.Answer plain = get(path).sendUnchecked();
            Call.Answer versioned = get(PageFiles.withVersion(path, version)).sendUnchecked();
            assertThat(versioned.body())
                    .as(path)
                    .isEqualTo(
                            path.endsWith(".js")
                                    ? withoutComments(plain.body()).replaceAll(FIRST, "'./first.js'")
                                    : plain.body());
            assertThat(versioned.header("Cache-Control")).as(path).isEqualTo("max-age=31536000, public, immutable");
            // A page that was opened before an upgrade, and a node that has it already.
            Call.Answer other =
                    get(PageFiles.withVersion(path, "v0123456789abcdef")).sendUnchecked();
            assertThat(other.status()).as(path).isEqualTo(200);
            assertThat(other.header("Cache-Control")).as(path).isEqualTo("no-cache");
        }
        for (String none :
                List.of("v0123456789abcdef/v0123456789abcdef/page.js", "v0123/page.js", "v0123456789abcdeg/page.js"))
            assertThat(get("/assets/" + none).sendUnchecked().status()).as(none).isEqualTo(404);
    }

    /** They lie in the same folders as what they load. */
    @Test
    void aPageIsAtItsOwnAddressAlone() {
        for (String page :
                List.of("index.html", "outbox.html", "plan.html", "monthly-report.html", "service-worker.js"))
            for (String folder : List.of("/assets/", "/assets/v0123456789abcdef/"))
                assertThat(get(folder + page).sendUnchecked().status()).as(page).isEqualTo(404);
    }

    private static String withoutComments(String script) {
        return script.lines()
                .filter(line -> !line.matches("\\s*(//|/\\*\\*|\\*[ /]|\\*$).*"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void theTelephoneIsToldOfEachVersionByTheScriptThatKeepsIt() {
        Call.Answer worker = get("/service-worker.js").send(200);
        assertThat(worker.header("Content-Type")).startsWith("text/javascript");
        assertThat(worker.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(worker.body())
                .isEqualTo(PageFiles.withVersion(
                        PageFiles.served(PageFiles.read("service-worker.js")),
                        PageFiles.version(get("/").accept("text/html").send(200).body())));
    }

    @Test
    void nothingElseLiesBesideThePage() {
        get("/assets/").sendAnyhow();
        assertThat(get("/assets/").sendUnchecked().status()).isEqualTo(404);
        assertThat(get("/assets/application.yaml").sendUnchecked().status()).isEqualTo(404);
        assertThat(post("/").sendUnchecked().status()).isEqualTo(405);
    }
}
