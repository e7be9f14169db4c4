package ir.roshan.request;

import java.time.Duration;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param objectionWindow how long an announced result can be objected to; longer than zero
 * @param callAgainAfter when a subscriber who did not answer the telephone is called once more; longer than zero
 * @param eraseAfter how long after its end a request keeps its personal data
 */
@ConfigurationProperties("roshan.request")
public record RequestSettings(
        @DefaultValue("PT2H") Duration objectionWindow,
        @DefaultValue("PT30M") Duration callAgainAfter,
        @DefaultValue("P2Y") Period eraseAfter) {
    public RequestSettings {
        if (objectionWindow.isNegative() || objectionWindow.isZero()) {
            throw new IllegalArgumentException("roshan.request.objection-window must be longer than zero");
        }
        if (callAgainAfter.isNegative() || callAgainAfter.isZero()) {
            throw new IllegalArgumentException("roshan.request.call-again-after must be longer than zero");
        }
        if (eraseAfter.isNegative() || eraseAfter.isZero()) {
            throw new IllegalArgumentException("roshan.request.erase-after must be longer than zero");
        }
    }
}
