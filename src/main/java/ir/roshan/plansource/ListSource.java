package ir.roshan.plansource;

import ir.roshan.plannedoutage.Delivery;
import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.plannedoutage.PlannedOutageImport.Arrival;
import ir.roshan.plansource.SourceStates.State;
import ir.roshan.plansource.SourceStates.Success;
import ir.roshan.text.TableFile;
import ir.roshan.text.UnreadableTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A list of rows, read as if it had been sent. */
final class ListSource implements Turn.Asking {
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final SourceCalls calls;
    private final PlannedOutageImport lists;

    private final int mostBytes;

    ListSource(SourceCalls calls, PlannedOutageImport lists) {
        this(calls, lists, MOST_BYTES);
    }

    ListSource(SourceCalls calls, PlannedOutageImport lists, int mostBytes) {
        this.calls = calls;
        this.lists = lists;
        this.mostBytes = mostBytes;
    }

    @Override
    public Success ask(PlanSource source, State before, Runnable stillOurs) {
        ConditionalAnswer answer = ConditionalAnswer.ask(calls, source, before, mostBytes);
        stillOurs.run();
        if (answer.isUnchanged()) {
            Turn.arrivedAgain(lists, before);
            return answer.unchanged(before);
        }
        if (answer.isHtml()) throw new SourceFailed("html");
        try (TableFile table = TableFile.of(new ByteArrayInputStream(answer.body()), answer.charset())) {
            Arrival arrival = lists.fetched(table, Delivery.of(source.scope(), source.name()));
            int refused = arrival.report().refused();
            return answer.taken(arrival.announcement(), arrival.report().accepted(), refused, refused == 0);
        } catch (UnreadableTable e) {
            throw new SourceFailed("unreadable");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
