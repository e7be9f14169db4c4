package ir.roshan.api;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long callers may take to say what they want, and how many may take long at once (docs/adr/0020). In one node.
 *
 * @param headWithin from the first byte of a request's head to its last
 * @param bodyWithin the same of its body; a file of an import gets it beside the time that its rate allows
 * @param slowCalls whose body is not there, from everywhere; fewer than the server has threads
 * @param slowCallsOfAddress the same from one address
 * @param importSize of a CSV file
 * @param importRate at which it has to come, each second
 * @param importsOfAccount at once
 */
@ConfigurationProperties("roshan.limits")
record PatienceSettings(
        @DefaultValue("PT20S") Duration headWithin,
        @DefaultValue("PT10S") Duration bodyWithin,
        @DefaultValue("120") int slowCalls,
        @DefaultValue("40") int slowCallsOfAddress,
        @DefaultValue("512MB") DataSize importSize,
        @DefaultValue("16KB") DataSize importRate,
        @DefaultValue("2") int importsOfAccount) {
    PatienceSettings {
        require("head-within", headWithin.toMillis() > 0, "longer than zero");
        require("body-within", bodyWithin.toMillis() > 0, "longer than zero");
        require("slow-calls", slowCalls > 0, "at least 1");
        require("slow-calls-of-address", slowCallsOfAddress > 0, "at least 1");
        require("import-size", importSize.toBytes() > 0, "more than nothing");
        require("import-rate", importRate.toBytes() > 0, "more than nothing");
        require("imports-of-account", importsOfAccount > 0, "at least 1");
    }

    private static void require(String name, boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("roshan.limits." + name + " must be " + what);
        }
    }
}
