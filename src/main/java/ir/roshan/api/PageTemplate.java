package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * A page that is filled here, or a part of one, as it lies in {@code web/}: with places in braces, such as {@code {title}}. What
 * is put there is text, and is escaped in this one place; only what a template has made already is markup.
 */
final class PageTemplate {
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern HEAD_OF_PART = Pattern.compile("(?m)^<!-- ([a-z]+) -->\\n");

    private final String text;

    private PageTemplate(String text) {
        this.text = text;
    }

    /** What a template has made. */
    record Markup(String html) {
        static final Markup NOTHING = new Markup("");

        static Markup of(List<Markup> all, String between) {
            return new Markup(all.stream().map(Markup::html).collect(Collectors.joining(between)));
        }

        @Override
        public String toString() {
            return html;
        }
    }

    /** @param file on the class path */
    static PageTemplate of(String file) {
        return new PageTemplate(read(file));
    }

    /** Those of one file, each below a comment that is its name and nothing else. */
    static Map<String, PageTemplate> partsOf(String file) {
        String all = read(file);
        List<MatchResult> heads = HEAD_OF_PART.matcher(all).results().toList();
        Map<String, PageTemplate> parts = new LinkedHashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : all.length();
            // The end of its last line is not the part's.
            parts.put(
                    heads.get(i).group(1),
                    new PageTemplate(all.substring(heads.get(i).end(), end - 1)));
        }
        return parts;
    }

    /** @throws IllegalArgumentException if a place is left without a value */
    Markup with(Map<String, ?> values) {
        return new Markup(PLACE.matcher(text).replaceAll(place -> {
            Object value = values.get(place.group(1));
            if (value == null) throw new IllegalArgumentException("nothing for " + place.group());
            return Matcher.quoteReplacement(
                    value instanceof Markup made ? made.html() : HtmlUtils.htmlEscape(value.toString(), UTF_8.name()));
        }));
    }

    private static String read(String file) {
        try (InputStream template = PageTemplate.class.getResourceAsStream(file)) {
            return new String(template.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
