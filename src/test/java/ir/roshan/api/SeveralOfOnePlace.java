package ir.roshan.api;

import ir.roshan.testing.RoshanServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** Three reports of one place, which stand in one outage that nobody has verified. */
abstract class SeveralOfOnePlace extends RoshanServer {
    final List<String> codes = new ArrayList<>();
    String outage;

    @BeforeEach
    void threeOfOnePlace() {
        plannedOutageDataIsFresh();
        Place place = place();
        for (int i = 0; i < 3; i++) {
            codes.add(post("/api/v1/requests")
                    .as("website")
                    .json("{\"billId\": \"%s\", \"mobile\": \"%s\"}".formatted(place.billId(), anotherMobile()))
                    .send(201)
                    .at("/trackingCode"));
        }
        codes.forEach(this::awaitOutage);
        outage = awaitOutage(codes.get(0));
    }

    /** As a dispatcher finds it: the three are to be told. */
    void supplyIsOn() {
        complete("dispatcher-1", outage, "Task_VerifyOutage", Map.of("finding", "SUPPLY_ON"));
    }
}
