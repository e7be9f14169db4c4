package ir.roshan.benchmark;

import ir.roshan.testing.EvenNetwork;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Instant;

/** Camunda's REST starter with all its own settings and one model of the same shape, which anybody may start without an account. */
final class Rival extends SystemUnderLoad {
    private static final Path JAR = Path.of("target/benchmark/rival/target/rival.jar");

    Rival(String name, Path folder) throws IOException, InterruptedException {
        super(name, folder, JAR, "/engine-rest/version");
    }

    @Override
    HttpRequest report(int number) {
        return post("/engine-rest/process-definition/key/Report/start", """
                        {"businessKey": "%1$d", "variables": {
                            "billId": {"value": "%2$s", "type": "String"},
                            "mobile": {"value": "09%1$09d", "type": "String"},
                            "channel": {"value": "WEBSITE", "type": "String"},
                            "hazard": {"value": "NONE", "type": "String"},
                            "outSince": {"value": "%3$s", "type": "String"},
                            "district": {"value": %4$d, "type": "Integer"}}}
                        """.formatted(
                        number, EvenNetwork.billId(number), Instant.now().minusSeconds(60), 1 + number % 4))
                .build();
    }
}
