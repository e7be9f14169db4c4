package ir.roshan.cockpit;

import static ir.roshan.testing.WebAppSession.ENGINE;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import ir.roshan.testing.WebAppSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/** What the web apps load from us, in both languages, and for many at the same moment. */
@OnH2
class WebAppLookTest extends RoshanServer {
    private static final int PEOPLE = 8;
    private static final int PAGES_OF_EACH = 25;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private HttpResponse<String> load(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (headers.length > 0) request.headers(headers);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(path, e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void aWebAppIsPersianUnlessEnglishWasChosen(String app) {
        String base = "/camunda/app/" + app;
        String styles = base + "/camunda-" + app + "-bootstrap.css?bust=7.24.0";
        String english = "roshan-language=en";
        assertThat(load(styles).body())
                .isNotEqualTo(load(styles, "Cookie", english).body());
        assertThat(load(styles, "Cookie", english).body())
                .isEqualTo(WebAppLook.inOurColour(WebAppFile.textOf(
                        "META-INF/resources/webjars/camunda/app/%s/camunda-%s-bootstrap.css".formatted(app, app))));
        // Camunda's red, which stood on every button beside our warnings.
        for (String shown :
                List.of(load(styles).body(), load(styles, "Cookie", english).body())) {
            assertThat(shown).contains(".btn-primary").doesNotContain("#b5152b", "#871020");
        }
        String configuration = base + "/scripts/config.js";
        assertThat(load(configuration).body())
                .contains("\"availableLocales\":[\"fa\"]", "شرکت توزیع نیروی برق استان قم |", "look");
        assertThat(load(configuration, "Cookie", english).body())
                .contains("\"availableLocales\":[\"en\"]")
                .doesNotContain("قم");
        assertThat(load(base + "/styles/user-styles.css").body()).contains("direction: rtl", "ce-eol-banner");
        assertThat(load(base + "/styles/user-styles.css", "Cookie", english).body())
                .contains("ce-eol-banner")
                .doesNotContain("direction: rtl");
        assertThat(load(base + "/locales/fa.json?bust=7.24.0").body()).contains("\"labels\"", "خروج");
        assertThat(load(base + "/locales/en.json?bust=7.24.0").body()).contains("Log out");
    }

    @Test
    void aBrowserAsksEachTimeAndLoadsOnce() {
        for (String file : List.of(
                "camunda-tasklist-bootstrap.css",
                "styles/user-styles.css",
                "styles/logo",
                "scripts/config.js",
                "scripts/look.js",
                "locales/fa.json")) {
            HttpResponse<String> first = load("/camunda/app/tasklist/" + file);
            assertThat(first.statusCode()).as(file).isEqualTo(200);
            assertThat(first.headers().firstValue("Cache-Control")).as(file).hasValue("no-cache");
            String tag = first.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = load("/camunda/app/tasklist/" + file, "If-None-Match", tag);
            assertThat(again.statusCode()).as(file).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void cockpitAloneGainsTheBoard() {
        assertThat(load("/camunda/app/cockpit/scripts/config.js").body()).contains("scripts/cockpit-plugins");
        assertThat(load("/camunda/app/tasklist/scripts/config.js").body()).doesNotContain("scripts/cockpit-plugins");
        assertThat(load("/camunda/app/cockpit/scripts/cockpit-plugins.js").body())
                .contains("cockpit.dashboard");
        for (String file : List.of("board.js", "heat.js", "plots.js", "story.js", "instance.js", "board.css"))
            assertThat(load("/assets/cockpit/" + file).statusCode()).as(file).isEqualTo(200);
    }

    /** Tasklist's session has no way into Cockpit: to a person it is said in a sentence, to a program as a problem. */
    @Test
    void aDispatcherIsShownTheWayBack() {
        WebAppSession dispatcher = WebAppSession.of(port(), "tasklist", "dispatcher-1");
        String session = "JSESSIONID=" + dispatcher.cookie("JSESSIONID");
        HttpResponse<String> person =
                load("/camunda/app/cockpit/default/", "Cookie", session, "Accept", "text/html,*/*;q=0.8");
        assertThat(person.statusCode()).isEqualTo(403);
        assertThat(person.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(person.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'");
        assertThat(person.body())
                .contains("حساب شما به این بخش راه ندارد", "/camunda/app/tasklist/")
                .doesNotContain("<script");
        HttpResponse<String> program =
                load("/camunda/app/cockpit/default/", "Cookie", session, "Accept", "application/json");
        assertThat(program.statusCode()).isEqualTo(403);
        assertThat(program.body()).contains("/problems/not-allowed");
    }

    @Test
    void theFontsAreOurs() {
        for (String font : List.of("vazirmatn.woff2", "persian-digits.woff2", "OFL.txt"))
            assertThat(load("/assets/fonts/" + font).statusCode()).as(font).isEqualTo(200);
    }

    @Test
    void aLogoIsAPictureThatIsThere() {
        Resource icon = new ClassPathResource("web/shared/icon.svg");
        assertThat(new Brand("شرکت", null, icon).name(WebAppLanguage.ENGLISH)).isEqualTo("Roshan");
        assertThat(new Brand("شرکت", "Company", icon).name(WebAppLanguage.ENGLISH))
                .isEqualTo("Company");
        List<Resource> wrong = List.of(
                new ClassPathResource("web/subscriber/index.html"),
                new ClassPathResource("web/dress/look.js"),
                new ClassPathResource("no/such.svg"),
                new ByteArrayResource(new byte[65 * 1024]) {
                    @Override
                    public String getFilename() {
                        return "large.png";
                    }
                });
        for (Resource logo : wrong)
            org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                    .as(logo.toString())
                    .isThrownBy(() -> new Brand("شرکت", null, logo));
    }

    /** Of what Cockpit asks without a bound nothing is refused, and what has a bound keeps it. */
    @Test
    void cockpitFindsTheVersionsOfADefinition() {
        WebAppSession manager = WebAppSession.of(port(), "cockpit", "manager");
        String versions = ENGINE + "/process-definition?key=OutageProcess&sortBy=version&sortOrder=desc";
        assertThat(manager.get(versions).status()).isEqualTo(200);
        assertThat(manager.get(versions).json()).hasSize(1);
        assertThat(manager.get(ENGINE + "/decision-definition").json()).hasSizeGreaterThan(1);
        assertThat(manager.get(ENGINE + "/decision-definition?maxResults=1").json())
                .hasSize(1);
        assertThat(manager.get(ENGINE + "/decision-definition?maxResults=100000")
                        .status())
                .isEqualTo(400);
        assertThat(manager.get(ENGINE + "/task/report/candidate-group-count").status())
                .isEqualTo(200);
    }

    /** With the nonce where Camunda keeps it, some of these pages carry another one than their header: they stay blank. */
    @Test
    void peopleWhoLoadAtTheSameMomentEachGetTheirOwnNonce() throws Exception {
        Pattern inHeader = Pattern.compile("'nonce-([^']+)'");
        Pattern inPage = Pattern.compile("nonce=\"([^\"]+)\"");
        Set<String> nonces = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(PEOPLE);
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Future<Integer>> all = new ArrayList<>();
            for (int person = 0; person < PEOPLE; person++) {
                Callable<Integer> loads = () -> {
                    together.countDown();
                    together.await();
                    int good = 0;
                    for (int i = 0; i < PAGES_OF_EACH; i++) {
                        HttpResponse<String> page = load("/camunda/app/tasklist/default/");
                        Matcher header = inHeader.matcher(page.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""));
                        assertThat(header.find()).isTrue();
                        Set<String> scripts = new java.util.HashSet<>();
                        inPage.matcher(page.body()).results().forEach(m -> scripts.add(m.group(1)));
                        assertThat(scripts).containsExactly(header.group(1));
                        nonces.add(header.group(1));
                        good++;
                    }
                    return good;
                };
                all.add(people.submit(loads));
            }
            for (Future<Integer> person : all) assertThat(person.get()).isEqualTo(PAGES_OF_EACH);
        } finally {
            people.shutdownNow();
        }
        assertThat(nonces).hasSize(PEOPLE * PAGES_OF_EACH);
    }
}
