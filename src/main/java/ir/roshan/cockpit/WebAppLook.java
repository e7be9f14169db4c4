package ir.roshan.cockpit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ir.roshan.security.SingleSignOn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Camunda's web apps in the company's dress: Persian, from right to left, with its name and logo. These addresses win over
 * the files of the same names in Camunda's jar; what is made of those is made here, when it is first asked for, and is not
 * kept in the repository.
 */
@RestController
@RequestMapping("/camunda/app/{app:tasklist|cockpit|admin|welcome}")
class WebAppLook {
    private static final String THEIRS = "META-INF/resources/webjars/camunda/app/%s/camunda-%s-bootstrap.css";
    /** Relative to the folder of an app, as {@code customScripts} wants it. */
    private static final List<String> SCRIPTS = List.of("lost-line", "look", "login", "accessible");

    /** What one of them gains besides. */
    private static final Map<String, List<String>> PLUGINS = Map.of(
            "tasklist", List.of("open-task", "process-steps", "tasklist-plugins"),
            "cockpit", List.of("process-steps", "cockpit-plugins"));

    /**
     * The web apps keep labels in the browser, and show those of the last visit until the new ones have come: after an
     * upgrade that would be the names of keys that were not there. Where none are kept, an app begins without waiting for
     * them, and what it writes first are the names of keys, for good: so they are put there before it begins, under the name
     * by which it looks for them. And they give up on a blank page where a script takes more
     * than seven seconds, although their own page sets that limit to none: the setting is overwritten before it is read.
     */
    private static final String BEFORE_IT_BEGINS = """
            const kept = JSON.parse(localStorage.getItem('camunda-web') || '{}');
            Object.keys(kept).filter((key) => key.includes('_locales_data_')).forEach((key) => delete kept[key]);
            const folder = new URL('../locales/', import.meta.url).pathname;
            const answer = await fetch(`${folder}%1$s.json?bust=${window.bust}`).catch(() => null);
            if (answer && answer.ok) kept[`${folder}_locales_data_%1$s_${window.bust}`] = JSON.stringify(await answer.json());
            localStorage.setItem('camunda-web', JSON.stringify(kept));
            window.require.config({waitSeconds: 0});
            """;

    /**
     * Camunda's main colour in its shades, a red that stands beside our warnings and looks like one, and ours: whatever is pressed is
     * blue, and red is danger alone. The last two are its greys that are too pale to be read (WCAG 2.2, 1.4.3).
     */
    private static final Map<String, String> OUR_COLOURS = Map.of(
            "#b5152b", "#0b5394",
            "#9e1226", "#0a4a84",
            "#871020", "#083b6a",
            "#670c19", "#072f54",
            "#2c050a", "#041a2f",
            "#f4a2ad", "#bcd9f2",
            "#777777", "#5b6570",
            "#999999", "#5b6570");

    private static final Map<String, String> PERSIAN_NAMES =
            Map.of("tasklist", "میز کار", "cockpit", "پایش فرایندها", "admin", "راهبری سامانه", "welcome", "خانه");
    private static final Map<String, String> ENGLISH_NAMES =
            Map.of("tasklist", "Tasklist", "cockpit", "Cockpit", "admin", "Admin", "welcome", "Welcome");

    private final Brand brand;
    private final Optional<SingleSignOn> singleSignOn;
    private final JsonMapper json = new JsonMapper();
    private final Map<String, WebAppFile> made = new ConcurrentHashMap<>();

    WebAppLook(Brand brand, Optional<SingleSignOn> singleSignOn) {
        this.brand = brand;
        this.singleSignOn = singleSignOn;
    }

    @GetMapping("/camunda-{same:tasklist|cockpit|admin|welcome}-bootstrap.css")
    ResponseEntity<byte[]> theirStyles(@PathVariable String same, HttpServletRequest request) {
        WebAppLanguage language = WebAppLanguage.of(request);
        return once("theirs " + same + language, () -> {
            String theirs = inOurColour(WebAppFile.textOf(THEIRS.formatted(same, same)));
            return WebAppFile.of("theirs.css", language.choose(RightToLeft.mirror(theirs), theirs));
        });
    }

    static String inOurColour(String css) {
        for (Map.Entry<String, String> colour : OUR_COLOURS.entrySet()) {
            css = css.replace(colour.getKey(), colour.getValue());
        }
        return css;
    }

    @GetMapping("/styles/user-styles.css")
    ResponseEntity<byte[]> ourStyles(HttpServletRequest request) {
        WebAppLanguage language = WebAppLanguage.of(request);
        return once("ours " + language, () -> {
            String both = WebAppFile.textOf("web/dress/look.css");
            return WebAppFile.of(
                    "look.css", language.choose(both + WebAppFile.textOf("web/dress/right-to-left.css"), both));
        });
    }

    @GetMapping("/styles/logo")
    ResponseEntity<byte[]> logo() {
        return once("logo", () -> WebAppFile.of(brand.logo()));
    }

    @GetMapping(
            "/scripts/{script:lost-line|look|login|accessible|open-task|process-steps|tasklist-plugins|cockpit-plugins}.js")
    ResponseEntity<byte[]> script(@PathVariable String script) {
        return once(script, () -> WebAppFile.of(new ClassPathResource("web/dress/" + script + ".js")));
    }

    @GetMapping("/locales/fa.json")
    ResponseEntity<byte[]> labels(@PathVariable String app) {
        return once("labels " + app, () -> WebAppFile.of(new ClassPathResource("web/dress/locales/" + app + ".json")));
    }

    @GetMapping("/scripts/config.js")
    ResponseEntity<byte[]> configuration(@PathVariable String app, HttpServletRequest request) {
        WebAppLanguage language = WebAppLanguage.of(request);
        return once(
                "configuration " + app + language,
                () -> WebAppFile.of(
                        "config.js",
                        BEFORE_IT_BEGINS.formatted(language.code) + whereElseToLogIn() + "export default "
                                + settings(app, language) + ";\n"));
    }

    /** For {@code look.js}, which shows it on the login page. */
    private String whereElseToLogIn() {
        return singleSignOn
                .map(it -> "window.roshanSingleSignOn = '" + it.address() + "';\n")
                .orElse("");
    }

    private String settings(String app, WebAppLanguage language) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put(
                "app",
                Map.of(
                        "vendor",
                        brand.name(language) + " |",
                        "name",
                        language.choose(PERSIAN_NAMES, ENGLISH_NAMES).get(app)));
        // One language only: the web apps would choose among several by the browser's, and the styles would not follow.
        settings.put("locales", Map.of("availableLocales", Set.of(language.code), "fallbackLocale", language.code));
        settings.put("customScripts", scripts(app));
        settings.put("disableWelcomeMessage", true);
        if (app.equals("tasklist")) settings.put("shortcuts", shortcuts(language));
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> scripts(String app) {
        return Stream.concat(SCRIPTS.stream(), PLUGINS.getOrDefault(app, List.of()).stream())
                .map(script -> "scripts/" + script)
                .toList();
    }

    private static Map<String, Map<String, String>> shortcuts(WebAppLanguage language) {
        Map<String, Map<String, String>> shortcuts = new LinkedHashMap<>();
        shortcut(shortcuts, "claimTask", "ctrl+alt+c", language.choose("برعهده گرفتن کار", "claim the task"));
        shortcut(shortcuts, "focusFilter", "ctrl+shift+f", language.choose("رفتن به فهرست‌ها", "go to the filters"));
        shortcut(shortcuts, "focusList", "ctrl+alt+l", language.choose("رفتن به کارها", "go to the tasks"));
        shortcut(shortcuts, "focusForm", "ctrl+alt+f", language.choose("رفتن به فرم", "go to the form"));
        shortcut(shortcuts, "startProcess", "ctrl+alt+p", language.choose("ثبت درخواست جدید", "start a process"));
        return shortcuts;
    }

    private static void shortcut(
            Map<String, Map<String, String>> shortcuts, String name, String key, String description) {
        shortcuts.put(name, Map.of("key", key, "description", description));
    }

    private ResponseEntity<byte[]> once(String name, Supplier<WebAppFile> maker) {
        return made.computeIfAbsent(name, missing -> maker.get()).answer();
    }
}
