package ir.roshan.request;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param objectionWindow how long an announced result can be objected to; longer than zero */
@ConfigurationProperties("roshan.request")
public record RequestSettings(@DefaultValue("PT2H") Duration objectionWindow) {
    public RequestSettings {
        if (objectionWindow.isNegative() || objectionWindow.isZero()) {
            throw new IllegalArgumentException("roshan.request.objection-window must be longer than zero");
        }
    }
}
