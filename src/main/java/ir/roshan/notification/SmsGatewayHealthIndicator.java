package ir.roshan.notification;

import java.util.Locale;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells an administrator how this node fares with the gateway. It is always UP: messages wait for a gateway that fails, and
 * nobody must take the node out of service for it.
 */
@Component
class SmsGatewayHealthIndicator implements HealthIndicator {
    private final SmsSettings settings;
    private final GatewayFigures figures;

    SmsGatewayHealthIndicator(SmsSettings settings, GatewayFigures figures) {
        this.settings = settings;
        this.figures = figures;
    }

    @Override
    public Health health() {
        GatewayFigures.Fortune fortune = figures.fortune();
        Health.Builder health = Health.up()
                .withDetail(
                        "profile",
                        settings.profile().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .withDetail("failing", fortune.failingSince() != null);
        if (fortune.lastTookAt() != null) health.withDetail("lastTookAt", fortune.lastTookAt());
        if (fortune.failingSince() != null)
            health.withDetail("failingSince", fortune.failingSince()).withDetail("error", fortune.error());
        return health.build();
    }
}
