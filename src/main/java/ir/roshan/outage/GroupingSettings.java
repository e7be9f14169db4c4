package ir.roshan.outage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many suspected outages below make one above.
 *
 * @param servicePoints under one transformer; 2 or more
 * @param transformers under one feeder; 2 or more
 */
@ConfigurationProperties("roshan.outage.grouping")
public record GroupingSettings(
        @DefaultValue("3") int servicePoints,
        @DefaultValue("3") int transformers) {
    public GroupingSettings {
        if (servicePoints < 2 || transformers < 2) {
            throw new IllegalArgumentException("roshan.outage.grouping: one outage is not a group; 2 or more");
        }
    }
}
