package ir.roshan.plansource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.Network;
import ir.roshan.network.Network.Sample;
import ir.roshan.plannedoutage.NationalServiceRefused;
import ir.roshan.plannedoutage.PlannedOutageImport;
import ir.roshan.plansource.SourceStates.State;
import ir.roshan.plansource.SourceStates.Success;
import ir.roshan.text.ImportReport;
import ir.roshan.text.UnreadableTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The national service, which is asked about one bill id at a time: here about a sample of each transformer, with a distance between
 * calls. A round that is broken off goes on behind the last transformer that was answered.
 */
final class NationalSource implements Turn.Asking {
    private static final String REPORT = "/api/ebills/PlannedBlackoutsReport";
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int DAYS_AHEAD = 7;
    /** What is waited out within the round; more is left to the next turn. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private static final int MOST_WAITS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SourceCalls calls;
    private final SourceStates states;
    private final PlannedOutageImport lists;
    private final Network network;

    NationalSource(SourceCalls calls, SourceStates states, PlannedOutageImport lists, Network network) {
        this.calls = calls;
        this.states = states;
        this.lists = lists;
        this.network = network;
    }

    @Override
    public Success ask(PlanSource source, State before, Runnable stillOurs) {
        List<Sample> all = network.samples(source.district());
        if (all.isEmpty()) throw new SourceFailed("not-asked");
        List<Sample> left = before.askedUpto() == null
                ? all
                : all.stream()
                        .filter(sample -> sample.transformer().code().compareTo(before.askedUpto()) > 0)
                        .toList();
        int accepted = 0;
        int refused = 0;
        boolean first = true;
        for (Sample sample : left) {
            if (!first) calls.pause(source.distance());
            first = false;
            ImportReport report = ask(source, sample, stillOurs);
            accepted += report.accepted();
            refused += report.refused();
            states.askedUpto(source, sample.transformer().code());
        }
        states.askedUpto(source, null);
        return new Success(null, null, null, accepted, refused);
    }

    private ImportReport ask(PlanSource source, Sample sample, Runnable stillOurs) {
        LocalDate today = LocalDate.ofInstant(calls.now(), SolarHijri.TEHRAN);
        LocalDate last = today.plusDays(DAYS_AHEAD);
        try {
            JsonNode answer = answer(source, sample, today, last, stillOurs);
            boolean none = PlannedOutageImport.namesNone(answer);
            if (none) {
                calls.pause(source.distance());
                answer = answer(source, sample, today, last, stillOurs);
            }
            return lists.sample(answer, sample.transformer(), today, last, none, source.scope(), source.name());
        } catch (NationalServiceRefused e) {
            throw new SourceFailed("refused-" + Math.min(Math.max(e.status(), 0), 999));
        } catch (UnreadableTable e) {
            throw new SourceFailed("unreadable");
        }
    }

    private JsonNode answer(PlanSource source, Sample sample, LocalDate first, LocalDate last, Runnable stillOurs) {
        HttpRequest request = request(source, sample, first, last);
        for (int waits = 0; ; waits++) {
            stillOurs.run();
            try {
                byte[] body = calls.call(request, SourceCalls::isOk, MOST_BYTES).body();
                stillOurs.run();
                return read(body);
            } catch (SourceFailed e) {
                boolean shortly = e.code().equals("http-429")
                        && e.waiting() != null
                        && e.waiting().compareTo(LONGEST_WAIT) <= 0
                        && waits < MOST_WAITS;
                if (!shortly) throw e;
                stillOurs.run();
                calls.pause(e.waiting());
            }
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer != null && answer.isContainerNode()) return answer;
        } catch (JsonProcessingException e) {
            String begin = new String(body, StandardCharsets.UTF_8).stripLeading();
            throw new SourceFailed(begin.startsWith("<") ? "html" : "unreadable");
        } catch (IOException e) {
            throw new SourceFailed("unreadable");
        }
        throw new SourceFailed("unreadable");
    }

    private static HttpRequest request(PlanSource source, Sample sample, LocalDate first, LocalDate last) {
        String body = JSON.createObjectNode()
                .put("bill_id", sample.billId().value())
                .put("from_date", SolarHijri.formatDate(first, Locale.ENGLISH))
                .put("to_date", SolarHijri.formatDate(last, Locale.ENGLISH))
                .toString();
        return SourceCalls.request(source, address(source.url()))
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .setHeader("Accept", "application/json, text/plain, */*")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** The service's own address below its base; another one where the company has an adapter. */
    private static URI address(URI url) {
        String path = url.getRawPath();
        return path == null || path.isEmpty() || path.equals("/") ? url.resolve(REPORT) : url;
    }
}
