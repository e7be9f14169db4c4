package ir.roshan.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose an Idempotency-Key is where nobody has logged in. */
class StrangersKeysBehaviour extends RoshanServer {
    private static final String REQUESTS = "/api/v1/requests";
    private static final String ONE = "09121110001";
    private static final String TWO = "09121110002";

    private static String body(String billId, String mobile) {
        return "{\"billId\":\"%s\",\"mobile\":\"%s\"}".formatted(billId, mobile);
    }

    private Call report(String address, String key, String body) {
        return post(REQUESTS).from(address).header("Idempotency-Key", key).json(body);
    }

    private static String code(Call.Answer answer) {
        return answer.at("/trackingCode");
    }

    @Test
    void twoStrangersMayChooseTheSameKey() {
        Set<String> codes = new HashSet<>();
        String home = newAddress();
        String elsewhere = newAddress();
        codes.add(code(report(home, "1", body(unknownBillId(), ONE)).send(201)));
        codes.add(code(report(home, "1", body(unknownBillId(), TWO)).send(201)));
        codes.add(code(report(elsewhere, "1", body(unknownBillId(), TWO)).send(201)));
        codes.add(code(report(elsewhere, "1", body(unknownBillId(), ONE)).send(201)));
        assertThat(codes).hasSize(4);
    }

    /** Neither by a key that many choose nor by a long one is anything of the other's said, 422 included. */
    @Test
    void aStrangersKeyTellsNothingOfTheFirst() {
        String billId = unknownBillId();
        String first = code(report(newAddress(), "order-7", body(billId, ONE)).send(201));
        Call.Answer other = report(newAddress(), "order-7", body(billId, TWO)).send(201);
        assertThat(other.body()).doesNotContain(first);
        String uuid = UUID.randomUUID().toString();
        report(newAddress(), uuid, body(unknownBillId(), ONE)).send(201);
        report(newAddress(), uuid, body(unknownBillId(), ONE)).send(201);
    }

    @Test
    void onesOwnKeyIsHeldAgainstItsBody() {
        String home = newAddress();
        String billId = unknownBillId();
        Call.Answer first = report(home, "2", body(billId, ONE)).send(201);
        Map<String, Long> before = registered();
        assertThat(report(home, "2", "{\"mobile\": \"%s\",\n \"billId\": \"%s\"}".formatted(ONE, billId))
                        .send(201)
                        .body())
                .isEqualTo(first.body());
        for (String body : List.of(
                body(unknownBillId(), ONE),
                body(unknownBillId(), "+989121110001"),
                body(unknownBillId(), "۰۹۱۲۱۱۱۰۰۰۱")))
            assertThat(report(home, "2", body).send(422).at("/type")).isEqualTo("/problems/idempotency-key-reused");
        assertThat(registered()).isEqualTo(before);
    }

    /** Where the power goes, the wireless network of the house goes with it: the telephone tries again by another one. */
    @Test
    void aTelephoneThatHasChangedItsNetworkIsAnsweredTheSame() {
        String key = UUID.randomUUID().toString();
        String body = body(unknownBillId(), ONE);
        Call.Answer first = report(newAddress(), key, body).send(201);
        Map<String, Long> before = registered();
        Call.Answer second = report(newAddress(), key, body).send(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(registered()).isEqualTo(before);
    }

    /** Whoever can guess the key, the number and the place has reported the same, and is not answered by the other's key. */
    @Test
    void aKeyThatCanBeGuessedStaysWithItsAddress() {
        String body = body(unknownBillId(), ONE);
        report(newAddress(), "3", body).send(201);
        long before = count("idempotency_key");
        report(newAddress(), "3", body).send(200);
        assertThat(count("idempotency_key")).isEqualTo(before + 1);
    }

    @Test
    void anAccountsKeysAreItsOwnWhereverItIs() {
        String body = body(unknownBillId(), ONE);
        Call.Answer first = report(newAddress(), "4", body).as("website").send(201);
        assertThat(report(newAddress(), "4", body).as("website").send(201).body())
                .isEqualTo(first.body());
        report(newAddress(), "4", body(unknownBillId(), TWO)).as("website").send(422);
    }

    @Test
    void theTableTellsNoNumberNorCanOneBeTriedOnIt() throws Exception {
        String home = newAddress();
        String body = body(unknownBillId(), ONE);
        String code = code(report(home, "5", body).send(201));
        Map<String, Object> kept = jdbc.sql("SELECT * FROM idempotency_key WHERE tracking_code = :code")
                .param("code", code)
                .query()
                .singleRow();
        assertThat(kept.toString()).doesNotContain(ONE, ONE.substring(1), home, sha256(ONE), sha256(body));
    }

    @Test
    void whatIsErasedTakesItsKeyAlong() {
        String home = newAddress();
        String code = code(report(home, "6", body(unknownBillId(), ONE)).send(201));
        post(REQUESTS + "/{trackingCode}/withdrawal", code)
                .json("{\"mobileLast4\": \"0001\"}")
                .send(200);
        call("DELETE", "/api/v1/operations/requests/{trackingCode}/personal-data", code)
                .as("admin")
                .send(204);
        assertThat(count("idempotency_key WHERE tracking_code = '" + code + "'"))
                .isZero();
    }

    /** Rows as the version before has left them are still good for a retry, and stand in no stranger's way. */
    @Test
    void aKeyOfTheVersionBeforeIsStillAnswered() throws Exception {
        for (String account : List.of("", "mobile-app")) {
            String body = body(unknownBillId(), ONE);
            Call.Answer answered = post(REQUESTS).json(body).send(201);
            jdbc.sql("""
                            INSERT INTO idempotency_key (account, idempotency_key, body_sha256, answer, created_at)
                            VALUES (:account, 'old-7', :sha256, :answer, :at)
                            """)
                    .param("account", account)
                    .param("sha256", sha256(body))
                    .param("answer", answered.body())
                    .param("at", clock.instant().atOffset(UTC))
                    .update();
            Call again = report(newAddress(), "old-7", body);
            assertThat((account.isEmpty() ? again : again.as(account)).send(201).body())
                    .isEqualTo(answered.body());
        }
        report(newAddress(), "old-7", body(unknownBillId(), TWO)).send(201);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
