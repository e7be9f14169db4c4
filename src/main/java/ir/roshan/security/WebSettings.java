package ir.roshan.security;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What browsers are told, and for how long they are believed.
 *
 * @param contact where a security problem is reported, as a URI; ours is the electricity company's telephone line
 * @param allowedOrigins whose pages may call the public resources, as {@code https://www.example.ir}; nobody else's
 * @param sessionLifetime after which everybody logs in again, busy or not
 */
@ConfigurationProperties("roshan.web")
record WebSettings(
        @DefaultValue("tel:121;phone-context=+98") String contact,
        @DefaultValue("") List<String> allowedOrigins,
        @DefaultValue("PT12H") Duration sessionLifetime) {
    WebSettings {
        if (!contact.matches("(mailto|https|tel):\\S+")) {
            throw new IllegalArgumentException("roshan.web.contact must begin with mailto:, https: or tel:");
        }
        allowedOrigins =
                allowedOrigins.stream().filter(origin -> !origin.isBlank()).toList();
        for (String origin : allowedOrigins) {
            if (!origin.matches("https?://[A-Za-z0-9.:-]+")) {
                throw new IllegalArgumentException(
                        "roshan.web.allowed-origins takes origins, as https://www.example.ir: " + origin);
            }
        }
        if (sessionLifetime.isNegative() || sessionLifetime.isZero()) {
            throw new IllegalArgumentException("roshan.web.session-lifetime must be longer than zero");
        }
    }
}
