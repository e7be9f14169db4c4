package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * The modules that every page needs first, which go over the line as one file: {@code first.js} names them. Whatever names one of
 * them is rewritten to name that file, so that a page never has two of one module.
 */
final class FirstModules {
    static final String FILE = "first.js";

    private static final String FOLDER = "/web/shared/";
    private static final Pattern TAKEN_IN = Pattern.compile("(?m)^export \\* from '\\./([a-z]+\\.js)';\\n");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import .*;\\n");

    private final List<String> names;
    /** How modules name them, how a page does in advance, and how the list of what a telephone keeps does. */
    private final Pattern named;

    private final Pattern preloaded;
    private final Pattern listed;

    FirstModules() {
        this.names = TAKEN_IN.matcher(text(FILE)).results().map(m -> m.group(1)).toList();
        String any = "(?:" + String.join("|", names.stream().map(Pattern::quote).toList()) + ")";
        this.named = Pattern.compile("'\\./" + any + "'");
        this.preloaded = Pattern.compile("<link rel=\"modulepreload\" href=\"/assets/" + any + "\">\\n");
        this.listed = Pattern.compile(" *'/assets/" + any + "',\\n");
    }

    /** The file itself. */
    String inOne() {
        return TAKEN_IN.matcher(text(FILE))
                .replaceAll(m -> Matcher.quoteReplacement(
                        IMPORT.matcher(text(m.group(1))).replaceAll("")));
    }

    /** Another module. */
    String rewritten(String module) {
        return named.matcher(module).replaceAll("'./" + FILE + "'");
    }

    /** A page, or the list of what a telephone keeps; where none of them is named, as it is. */
    String rewrittenPage(String page) {
        return once(
                preloaded,
                once(listed, page, "'/assets/" + FILE + "',\n"),
                "<link rel=\"modulepreload\" href=\"/assets/" + FILE + "\">\n");
    }

    private static String once(Pattern pattern, String text, String instead) {
        List<MatchResult> found = pattern.matcher(text).results().toList();
        if (found.isEmpty()) {
            return text;
        }
        int at = found.get(0).start();
        return text.substring(0, at)
                + instead
                + pattern.matcher(text.substring(at)).replaceAll("");
    }

    private static String text(String name) {
        try {
            return new ClassPathResource(FOLDER + name).getContentAsString(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
