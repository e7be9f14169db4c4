package ir.roshan.page;

import static java.util.stream.Collectors.toCollection;

import ir.roshan.testing.WebRoom;
import ir.roshan.text.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page of our own as it lies in its folder. Its dictionary is read with regular expressions: it is written by hand in one manner,
 * and what is written otherwise is found by {@link #unreadableWords}.
 *
 * @param html of the page itself
 * @param scripts by name, those of {@link #WORDS} among them
 */
record PageFiles(String html, Map<String, String> scripts) {
    private static final Pattern ENTRY =
            Pattern.compile("^  '([A-Za-z0-9_.-]+)': \\[(['\"])(.*?)\\2, (['\"])(.*?)\\4],$", Pattern.MULTILINE);
    private static final Pattern LIST = Pattern.compile("const WORDS = \\{\n(.*?)\n};", Pattern.DOTALL);
    private static final Pattern IMPORT = Pattern.compile("(?:from|import) '\\./([a-z]+\\.js)'");
    private static final Pattern IMPORT_LATER = Pattern.compile("import\\('\\./([a-z]+\\.js)'\\)");

    /** Where the dictionary stands. */
    private static final Set<String> WORDS =
            Set.of("words.js", "pagewords.js", "morewords.js", "mapwords.js", "mywords.js");

    /** One entry of the dictionary. */
    record Word(String persian, String english) {}

    /** The subscribers' page. */
    static PageFiles ours() {
        return of("index.html", "known.js");
    }

    /** The managers' outbox; its words are not in words.js. */
    static PageFiles outbox() {
        return of("outbox.html", "outbox.js");
    }

    /** The planning office's page; its words are not in words.js either. */
    static PageFiles plan() {
        return of("plan.html", "plan.js");
    }

    /** «My reports». */
    static PageFiles my() {
        return of("my.html", "my.js");
    }

    /** Where messages are ended by one tap. */
    static PageFiles stop() {
        return of("stop.html", "stop.js");
    }

    private static PageFiles of(String html, String first) {
        Map<String, String> scripts = new TreeMap<>();
        Set<String> found = new TreeSet<>(Set.of(first));
        while (scripts.size() < found.size()) {
            for (String name : Set.copyOf(found)) {
                String script = scripts.computeIfAbsent(name, missing -> read(missing));
                found.addAll(all(IMPORT, script));
                found.addAll(all(IMPORT_LATER, script));
            }
        }
        return new PageFiles(read(html), scripts);
    }

    /** A module and all that must be there before it runs. */
    Set<String> neededBy(String module) {
        Set<String> needed = new TreeSet<>(Set.of(module));
        int before = 0;
        while (before < needed.size()) {
            before = needed.size();
            Set.copyOf(needed).forEach(name -> needed.addAll(all(IMPORT, scripts.get(name))));
        }
        return needed;
    }

    /** Modules that this one asks for while it runs. */
    Set<String> broughtBy(String module) {
        return all(IMPORT_LATER, scripts.get(module));
    }

    /** A file as it lies in its folder; of a script, with its words. */
    static String read(String name) {
        String text = WebRoom.read(name);
        return name.endsWith(".js") ? Words.writtenInto(text) : text;
    }

    /** As the server gives it out: with its version in front of the files' names. @param page as it lies in its folder */
    static String withVersion(String page, String version) {
        return page.replace("/assets/", "/assets/" + version + "/");
    }

    /**
     * How a page, or the list of what a telephone keeps, goes over the line: without indents and notes, and with the modules that
     * every page needs first as one, where the first of them is named.
     */
    static String served(String page) {
        String first = "/assets/(?:words|moments|server|dom)\\.js";
        String bare = page.replaceAll("(?m)^[ \t]+", "").replaceAll("(?s)<!--.*?-->\n?", "");
        return bare.replaceFirst("'" + first + "'", "'/assets/first.js'")
                .replaceFirst("modulepreload\" href=\"" + first, "modulepreload\" href=\"/assets/first.js")
                .replaceAll("'" + first + "',\n", "")
                .replaceAll("<link rel=\"modulepreload\" href=\"" + first + "\">\n", "");
    }

    /** The version of all files, as a page that was given out names it. */
    static String version(String page) {
        return all(Pattern.compile("/assets/(v[0-9a-f]{16})/"), page).iterator().next();
    }

    /** Paths on the server of everything that the page loads. */
    Set<String> assets() {
        Set<String> assets = new TreeSet<>(values("src"));
        assets.addAll(values("href"));
        // An address without an ending is another page, to which a link leads.
        assets.removeIf(address -> !address.startsWith("/") || !address.contains("."));
        scripts.keySet().forEach(name -> assets.add("/assets/" + name));
        return assets;
    }

    /** Modules that the browser is told of in advance. */
    Set<String> preloaded() {
        return new TreeSet<>(page().select("link[rel=modulepreload]").eachAttr("href").stream()
                .map(address -> address.substring("/assets/".length()))
                .toList());
    }

    Document page() {
        return Jsoup.parse(html);
    }

    /** Whatever somebody fills in or chooses. */
    List<Element> controls() {
        return page().select("input, select, textarea");
    }

    /** Those of which no label says what they are. */
    List<String> unlabelled() {
        return controls().stream()
                .filter(control -> control.closest("label") == null
                        && page().select("label[for=" + control.id() + "]").isEmpty())
                .map(Element::outerHtml)
                .toList();
    }

    /** All that an attribute says in this page, from its beginning to its end. */
    List<String> values(String attribute) {
        return page().select("[" + attribute + "]").eachAttr(attribute);
    }

    Map<String, Word> words() {
        Map<String, Word> words = new LinkedHashMap<>();
        ENTRY.matcher(list()).results().forEach(m -> {
            if (words.put(m.group(1), new Word(m.group(3), m.group(5))) != null)
                throw new AssertionError("twice in the dictionary: " + m.group(1));
        });
        return words;
    }

    /** Lines of the dictionary that are not one entry. */
    String unreadableWords() {
        return ENTRY.matcher(list()).replaceAll("").strip();
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        scripts.forEach((name, script) -> {
            if (WORDS.contains(name)) {
                list.append(LIST.matcher(script)
                                .results()
                                .findFirst()
                                .orElseThrow()
                                .group(1))
                        .append('\n');
            }
        });
        return list.toString();
    }

    /** Words that index.html names, and those that the scripts name in full. */
    Set<String> wordsInUse() {
        Set<String> used = new TreeSet<>();
        for (String attribute : List.of("data-text", "data-name", "data-busy")) used.addAll(values(attribute));
        used.addAll(wordsInScripts());
        return used;
    }

    Set<String> wordsInScripts() {
        Set<String> used = new TreeSet<>();
        scripts.values().forEach(script -> used.addAll(all(Pattern.compile("\\b(?:word|label)\\('([^']+)'"), script)));
        return used;
    }

    /** Whatever could be a key: a string of the scripts or an attribute, and the beginnings of those that are put together. */
    boolean mentions(String key) {
        return wordsInUse().contains(key)
                || otherScripts().contains("'" + key + "'")
                || all(Pattern.compile("`([a-z-]+\\.)\\$\\{"), otherScripts()).stream()
                        .anyMatch(key::startsWith)
                || all(Pattern.compile("`\\$\\{[a-z]+}(\\.[a-z]+)`"), otherScripts()).stream()
                        .anyMatch(key::endsWith);
    }

    private String otherScripts() {
        StringBuilder others = new StringBuilder();
        scripts.forEach((name, script) -> {
            if (!WORDS.contains(name)) others.append(script);
        });
        return others.toString();
    }

    /** The Persian that stands in index.html, by the key of its word. */
    Map<String, String> writtenInPlace() {
        Map<String, String> written = new LinkedHashMap<>();
        page().select("[data-text]")
                .forEach(said -> written.merge(said.attr("data-text"), said.ownText(), PageFiles::theSame));
        page().select("[data-name]").forEach(named -> written.put(named.attr("data-name"), named.attr("aria-label")));
        return written;
    }

    private static String theSame(String one, String other) {
        return one.equals(other) ? one : one + " / " + other;
    }

    /** What the Content-Security-Policy would not run, and what could make markup of text. */
    Set<String> forbidden() {
        Set<String> found = new TreeSet<>();
        for (Element element : page().getAllElements()) {
            boolean within = element.is("script")
                    && (!element.hasAttr("src") || !element.data().isEmpty());
            if (within || element.is("style")) found.add("<" + element.tagName() + ">");
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey();
                String value = attribute.getValue();
                if (name.equals("style") || name.startsWith("on")) found.add(name + "=");
                if (value.toLowerCase(Locale.ROOT).contains("javascript:")) found.add("javascript:");
                if (Set.of("src", "href").contains(name) && value.matches("(?:https?:)?//.*"))
                    found.add(name + "=" + value);
            }
        }
        Pattern markup = Pattern.compile(
                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment|\\beval\\(|"
                        + "new Function|setAttribute\\('(?:style|on)|https?://(?!www\\.w3\\.org/2000/svg')|\\$\\{[^}]*}\\s*</");
        scripts.values().forEach(script -> found.addAll(matches(markup, script)));
        return found;
    }

    /** Ids that a label, a hint or an error is tied to. */
    Set<String> referredIds() {
        Set<String> ids = new TreeSet<>();
        for (String attribute : List.of("for", "aria-labelledby", "aria-describedby"))
            values(attribute).forEach(list -> ids.addAll(Set.of(list.split(" "))));
        return ids;
    }

    static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(m -> m.group(1)).collect(toCollection(TreeSet::new));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group).collect(toCollection(TreeSet::new));
    }
}
