package ir.roshan.benchmark;

import ir.roshan.testing.EvenNetwork;
import ir.roshan.testing.WebAppSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Ourselves, as everybody starts it, with a network and the account of one channel. */
final class Roshan extends SystemUnderLoad {
    static final String CHANNEL = "website";
    private static final String PASSWORD = WebAppSession.PASSWORD;
    /** So many reports have a place of their own; then the first place has another subscriber's. */
    private static final int POINTS = Integer.getInteger("benchmark.points", 240_000);

    /** Ten reports of a transformer, sixty of a feeder: one after another, as a fault brings them. */
    static final EvenNetwork USUAL = new EvenNetwork(POINTS, 10, 6);

    /** Settings of ours that are to be tried: {@code -Dbenchmark.otherwise="--one=two --three=four"}. */
    static final String[] OTHERWISE = Stream.of(
                    System.getProperty("benchmark.otherwise", "").split(" "))
            .filter(setting -> !setting.isEmpty())
            .toArray(String[]::new);

    private final EvenNetwork network;

    Roshan(String name, Path folder, EvenNetwork network, String... settings) throws IOException, InterruptedException {
        super(name, folder, null, null, with("--roshan.admin.password=" + PASSWORD, settings));
        this.network = network;
        network.fill(database());
        account(CHANNEL, "channels");
    }

    private static String[] with(String first, String... others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(others));
        return all.toArray(String[]::new);
    }

    /** With the administrator's password, since their hash is theirs too. */
    void account(String account, String... groups) {
        database().update("""
                INSERT INTO ACT_ID_USER (ID_, REV_, FIRST_, LAST_, PWD_, SALT_)
                SELECT ?, 1, ?, ?, PWD_, SALT_ FROM ACT_ID_USER WHERE ID_ = 'admin'
                """, account, account, account);
        for (String group : groups)
            database().update("INSERT INTO ACT_ID_MEMBERSHIP (USER_ID_, GROUP_ID_) VALUES (?, ?)", account, group);
    }

    static String basic(String account) {
        return "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    /** @param account null for nobody's */
    HttpRequest get(String path, String account) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (account != null) request.header("Authorization", basic(account));
        return request.build();
    }

    @Override
    HttpRequest report(int number) {
        return report(number % network.points(), number);
    }

    /** As one looks who does not ask all that waits: that would take longer the more there is. */
    boolean standsInItsOutage(int subscriber) {
        return database().queryForObject("""
                SELECT count(*) FROM restoration_request r JOIN outage_membership m ON m.current_request_id = r.request_id
                 WHERE r.mobile = ?
                """, Integer.class, "09%09d".formatted(subscriber)) > 0;
    }

    /** @param subscriber whose mobile number nobody else has */
    HttpRequest report(int point, int subscriber) {
        return post("/api/v1/requests", """
                        {"billId": "%s", "mobile": "09%09d", "hazard": "NONE", "outSince": "%s"}
                        """.formatted(
                        EvenNetwork.billId(point), subscriber, Instant.now().minusSeconds(60)))
                .header("Authorization", basic(CHANNEL))
                .build();
    }
}
