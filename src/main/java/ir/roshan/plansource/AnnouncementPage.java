package ir.roshan.plansource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * A company's page of announcements, as DouranPortal makes it: each has a title, and below it, up to the next title, paragraphs.
 * The order of the document tells what belongs together, since the boxes around them differ from company to company.
 */
final class AnnouncementPage {
    private static final String TITLE = ".ItemTitle.AnnTitle";
    private static final String LINE = ".AnnDescription p";

    private AnnouncementPage() {}

    /**
     * @param declared by whoever sent the page; null where the page itself says it
     * @return as people would paste them, in the order of the page; none where the page has no title
     */
    static List<String> texts(byte[] page, Charset declared) {
        Document document;
        try {
            document = Jsoup.parse(new ByteArrayInputStream(page), declared == null ? null : declared.name(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<StringBuilder> texts = new ArrayList<>();
        for (Element element : document.select(TITLE + ", " + LINE)) {
            boolean title = element.is(TITLE);
            if (title) texts.add(new StringBuilder(element.text()));
            else if (!texts.isEmpty()) {
                String lines = lines(element);
                if (!lines.isBlank()) texts.get(texts.size() - 1).append('\n').append(lines);
            }
        }
        return texts.stream().map(StringBuilder::toString).toList();
    }

    /** A paragraph is a line, and several where there are line breaks in it. */
    private static String lines(Element paragraph) {
        StringBuilder lines = new StringBuilder();
        paragraph.traverse((Node node, int depth) -> {
            if (node instanceof TextNode text) lines.append(text.getWholeText().replaceAll("\\s+", " "));
            else if (node.nameIs("br")) lines.append('\n');
        });
        return lines.toString().strip();
    }
}
