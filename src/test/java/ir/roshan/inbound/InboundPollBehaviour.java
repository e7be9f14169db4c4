package ir.roshan.inbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import ir.roshan.calendar.CompanyClock;
import ir.roshan.notification.InboxFixture;
import ir.roshan.notification.KavenegarInbox;
import ir.roshan.security.KeyedHashFixture;
import ir.roshan.testing.Room;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider's inbox, asked by one node at a time, and what is missing when an answer is lost. */
class InboundPollBehaviour extends Room {
    @RegisterExtension
    static final WireMockExtension STUB = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private static final String RECEIVE = "/v1/s3cret/sms/receive.json";
    private static final String PAGED = "/v1/s3cret/sms/inboxpaged.json";
    private static final String NOTHING =
            "{\"return\": {\"status\": 200, \"message\": \"تایید شد\"}, \"entries\": null}";

    private final CompanyClock clock =
            new CompanyClock(Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC));
    private final InboundMessages messages = new InboundMessages(jdbc, KeyedHashFixture.on(roomsDatabase()));
    private final InboundPollTurns turns = new InboundPollTurns(jdbc);

    private static InboundSettings settings() {
        return new InboundSettings(null, null, Duration.ofSeconds(5), 10, 5, 600, 600);
    }

    private InboundPoll poll(KavenegarInbox inbox) {
        InboundWork work = new InboundWork(
                messages, null, settings(), roomsDatabase().transactions, clock, new SimpleMeterRegistry());
        return new InboundPoll(inbox, new InboundDoor(messages, work, settings(), clock), turns, settings(), clock);
    }

    private InboundPoll poll() {
        return poll(InboxFixture.at(STUB.baseUrl()));
    }

    private static String entries(int from, int to) {
        return entries(from, to, "");
    }

    private static String entries(int from, int to, String more) {
        return IntStream.range(from, to)
                .mapToObj(n -> """
                        {"messageid": %d, "message": "m%d%s", "sender": "989121234567", "receptor": "10004346", "date": 1764000000}
                        """.formatted(n, n, more))
                .collect(Collectors.joining(",", "{\"return\": {\"status\": 200}, \"entries\": [", "]}"));
    }

    private List<String> stored() {
        return jdbc.sql("SELECT text FROM inbound_sms ORDER BY inbound_id")
                .query(String.class)
                .list();
    }

    @Test
    void whatHasComeIsStoredOnceAndAFullAnswerIsFollowedByAnother() {
        STUB.stubFor(get(urlPathEqualTo(RECEIVE))
                .inScenario("inbox")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson(entries(0, 100)))
                .willSetStateTo("rest"));
        STUB.stubFor(get(urlPathEqualTo(RECEIVE))
                .inScenario("inbox")
                .whenScenarioStateIs("rest")
                .willReturn(okJson(entries(95, 103))));
        assertThat(poll().turn()).isTrue();
        assertThat(stored()).hasSize(103).doesNotHaveDuplicates();
        STUB.verify(
                2,
                getRequestedFor(urlPathEqualTo(RECEIVE))
                        .withQueryParam("linenumber", equalTo("10004346"))
                        .withQueryParam("isread", equalTo("0")));
        STUB.verify(0, getRequestedFor(urlPathEqualTo(PAGED)));
        assertThat(jdbc.sql("SELECT DISTINCT sender FROM inbound_sms")
                        .query(String.class)
                        .single())
                .isEqualTo("09121234567");
    }

    @Test
    void oneNodeAsksAtATime() {
        STUB.stubFor(get(anyUrl()).willReturn(okJson(NOTHING)));
        assertThat(turns.take(clock.instant(), clock.instant().plusSeconds(60))).isPresent();
        assertThat(poll().turn()).isFalse();
        STUB.verify(0, getRequestedFor(anyUrl()));
    }

    /** The provider counts it as read, and nobody has it: a node was killed, or a line broke, in between. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatWasReadAndNotStoredIsAskedForOnceMore(boolean killed) {
        STUB.stubFor(get(urlPathEqualTo(RECEIVE)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        if (killed) turns.take(clock.instant(), clock.instant().plusSeconds(60));
        else
            assertThatThrownBy(() -> poll().turn())
                    .isInstanceOf(KavenegarInbox.Unreachable.class)
                    .hasMessageContaining("connection");
        clock.shift(Duration.ofMinutes(10));
        STUB.stubFor(get(urlPathEqualTo(RECEIVE)).willReturn(okJson(NOTHING)));
        STUB.stubFor(get(urlPathEqualTo(PAGED))
                .withQueryParam("pagenumber", equalTo("1"))
                .willReturn(okJson(entries(0, 200))));
        STUB.stubFor(get(urlPathEqualTo(PAGED))
                .withQueryParam("pagenumber", equalTo("2"))
                .willReturn(okJson(entries(200, 201))));
        assertThat(poll().turn()).isTrue();
        assertThat(stored()).hasSize(201);
        long since = Instant.parse("2026-11-23T07:55:00Z").getEpochSecond();
        STUB.verify(
                2,
                getRequestedFor(urlPathEqualTo(PAGED))
                        .withQueryParam("isread", equalTo("1"))
                        .withQueryParam("startdate", equalTo(Long.toString(since))));
        poll().turn();
        STUB.verify(2, getRequestedFor(urlPathEqualTo(PAGED)));
    }

    /** A hundred messages of ten parts; whatever was not read would count as read there. */
    @Test
    void aHundredLongMessagesAreRead() {
        String longest = "ا".repeat(670);
        STUB.stubFor(get(urlPathEqualTo(RECEIVE))
                .inScenario("long")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(okJson(entries(0, 100, longest)))
                .willSetStateTo("rest"));
        STUB.stubFor(get(urlPathEqualTo(RECEIVE))
                .inScenario("long")
                .whenScenarioStateIs("rest")
                .willReturn(okJson(NOTHING)));
        poll().turn();
        assertThat(stored()).hasSize(100);
        STUB.verify(0, getRequestedFor(urlPathEqualTo(PAGED)));
    }

    /** Nothing that is missing keeps what is new waiting, and what is more than is read at once comes in halves. */
    @Test
    void whatIsNewComesFirstAndWhatIsMissingInHalves() {
        turns.take(clock.instant(), clock.instant().plusSeconds(60));
        clock.shift(Duration.ofMinutes(10));
        long since = Instant.parse("2026-11-23T07:55:00Z").getEpochSecond();
        long middle = since + Duration.ofMinutes(15).toSeconds() / 2;
        STUB.stubFor(get(urlPathEqualTo(RECEIVE)).willReturn(okJson(entries(0, 1))));
        STUB.stubFor(get(urlPathEqualTo(PAGED)).willReturn(okJson("x".repeat(5 * 1024 * 1024))));
        assertThatThrownBy(() -> poll().turn()).hasMessageContaining("too-large");
        assertThat(stored()).containsExactly("m0");
        STUB.stubFor(get(urlPathEqualTo(PAGED))
                .withQueryParam("startdate", equalTo(Long.toString(since)))
                .withQueryParam("enddate", equalTo(Long.toString(middle)))
                .willReturn(okJson(entries(1, 3))));
        STUB.stubFor(get(urlPathEqualTo(PAGED))
                .withQueryParam("startdate", equalTo(Long.toString(middle)))
                .willReturn(okJson(entries(3, 4))));
        poll().turn();
        assertThat(stored()).containsExactly("m0", "m1", "m2", "m3");
        assertThat(turns.take(clock.instant(), clock.instant().plusSeconds(60))
                        .orElseThrow()
                        .missingSince())
                .isNull();
    }

    /** Its own time was over, and another asks. */
    @Test
    void aTurnIsEndedByNobodyElse() {
        Instant until = clock.instant().plusSeconds(60);
        turns.take(clock.instant(), until);
        Instant later = until.plusSeconds(60);
        assertThat(turns.take(until, later)).isPresent();
        turns.end(until, true);
        assertThat(turns.take(until.plusSeconds(1), later)).as("another's").isEmpty();
        turns.end(later, false);
        assertThat(turns.take(until.plusSeconds(1), later).orElseThrow().missingSince())
                .isEqualTo(clock.instant());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"return": {"status": 403}}    | kavenegar-403
            407 | {"return": {"status": 407}}    | kavenegar-407
            200 | <html>OK</html>                | not-json
            500 | {"return": {"status": 200}}    | http-500
            200 | []                             | kavenegar-0
            """)
    void whatIsNoAnswerIsAskedForAgain(int status, String body, String code) {
        STUB.stubFor(get(anyUrl()).willReturn(okJson(body).withStatus(status)));
        assertThatThrownBy(() -> poll().turn()).hasMessageContaining(code);
        assertThat(stored()).isEmpty();
    }

    @Test
    void withoutALineThereIsNothingToAsk() {
        assertThatThrownBy(() -> poll(InboxFixture.nowhere()))
                .hasMessageContaining("roshan.inbound.poll needs roshan.sms.profile=kavenegar");
    }

    @Test
    void settingsThatCannotWorkAreRefusedAndTheSecretStandsInNoLog() {
        assertThatThrownBy(() -> new InboundSettings("short", null, null, 10, 5, 600, 600))
                .hasMessageContaining("20 to 100");
        assertThatThrownBy(() -> new InboundSettings(null, "(", null, 10, 5, 600, 600))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new InboundSettings(null, null, Duration.ZERO, 10, 5, 600, 600))
                .hasMessageContaining("poll");
        assertThatThrownBy(() -> new InboundSettings(null, null, null, 0, 5, 600, 600))
                .hasMessageContaining("at least 1");
        String secret = "a-secret-of-the-gateway-1405";
        InboundSettings settings = new InboundSettings(secret, "10\\.0\\.0\\.[0-9]+", null, 10, 5, 600, 600);
        assertThat(settings.toString()).doesNotContain(secret);
        InboundDoor door = new InboundDoor(messages, null, settings, clock);
        assertThat(door.isOpen(secret, "10.0.0.7")).isTrue();
        assertThat(door.isOpen(secret, "10.0.1.7")).isFalse();
        assertThat(door.isOpen("", "10.0.0.7")).isFalse();
        InboundDoor shut =
                new InboundDoor(messages, null, new InboundSettings(" ", null, null, 10, 5, 600, 600), clock);
        assertThat(shut.isOpen("", "10.0.0.7"))
                .as("without a secret it is shut")
                .isFalse();
    }
}
