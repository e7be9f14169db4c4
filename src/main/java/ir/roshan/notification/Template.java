package ir.roshan.notification;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with placeholders, <code>{restoreBy}</code>. A line that names a fact which is not known is left out, so that a
 * text needs no conditions.
 */
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final List<String> lines;

    /**
     * @param file for the complaint
     * @param facts the placeholders that may occur
     * @throws UnusableTemplate if it is empty, names another placeholder, or has a brace that is none's
     */
    Template(String file, String text, Set<String> facts) {
        if (text.isBlank()) throw new UnusableTemplate(file, "is empty");
        lines = text.strip().lines().map(String::stripTrailing).toList();
        for (String line : lines) {
            Matcher placeholder = PLACEHOLDER.matcher(line);
            while (placeholder.find()) {
                if (!facts.contains(placeholder.group(1)))
                    throw new UnusableTemplate(
                            file,
                            "has the unknown placeholder " + placeholder.group() + "; it may use "
                                    + String.join(", ", new TreeSet<>(facts)));
            }
            if (placeholder.replaceAll("").matches(".*[{}].*"))
                throw new UnusableTemplate(file, "has a brace that belongs to no placeholder");
        }
    }

    /** @param facts by placeholder; what is not known is not in it */
    String render(Map<String, String> facts) {
        return lines.stream()
                .filter(line ->
                        PLACEHOLDER.matcher(line).results().allMatch(found -> facts.containsKey(found.group(1))))
                .map(line -> PLACEHOLDER
                        .matcher(line)
                        .replaceAll(found -> Matcher.quoteReplacement(facts.get(found.group(1)))))
                .collect(Collectors.joining("\n"));
    }
}
