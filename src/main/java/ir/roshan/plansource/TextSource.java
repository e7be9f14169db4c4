package ir.roshan.plansource;

import ir.roshan.plannedoutage.FetchedAnnouncements;
import ir.roshan.plannedoutage.FetchedAnnouncements.Taken;
import ir.roshan.plansource.SourceStates.State;
import ir.roshan.plansource.SourceStates.Success;
import ir.roshan.text.TableFile;
import ir.roshan.text.UnreadableTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The company's announcement as text, or its page with several of them, read as if somebody had pasted it. */
final class TextSource implements Turn.Asking {
    /** Of a page; a text can have no more than a body that is pasted. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int MOST_BYTES_OF_TEXT = 128 * 1024;
    private static final int LONGEST_TEXT = 65_536;

    private final SourceCalls calls;
    private final FetchedAnnouncements announcements;

    TextSource(SourceCalls calls, FetchedAnnouncements announcements) {
        this.calls = calls;
        this.announcements = announcements;
    }

    @Override
    public Success ask(PlanSource source, State before, Runnable stillOurs) {
        boolean page = source.format() == PlanFormat.ANNOUNCEMENT_PAGE;
        ConditionalAnswer answer = ConditionalAnswer.ask(calls, source, before, page ? MOST_BYTES : MOST_BYTES_OF_TEXT);
        stillOurs.run();
        if (answer.isUnchanged()) {
            announcements.seenAgain(source.name());
            return answer.unchanged(before);
        }
        Taken taken = announcements.take(page ? ofPage(answer) : List.of(text(answer)), source.scope(), source.name());
        if (taken.unreadable() > 0) throw new SourceFailed("unreadable");
        return answer.taken(null, taken.accepted(), taken.refused(), true);
    }

    /** A page without a title is not a day without a plan: somebody has made the page anew. */
    private static List<String> ofPage(ConditionalAnswer answer) {
        List<String> texts = AnnouncementPage.texts(answer.body(), answer.charset());
        if (texts.isEmpty()) throw new SourceFailed("no-announcement");
        return texts;
    }

    private static String text(ConditionalAnswer answer) {
        if (answer.isHtml()) throw new SourceFailed("html");
        StringWriter text = new StringWriter();
        try (TableFile file = TableFile.of(new ByteArrayInputStream(answer.body()), answer.charset())) {
            file.transferTo(text);
        } catch (UnreadableTable e) {
            throw new SourceFailed("unreadable");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (text.getBuffer().length() > LONGEST_TEXT) throw new SourceFailed("too-large");
        return text.toString().replaceFirst("^\uFEFF", "");
    }
}
