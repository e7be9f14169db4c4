package ir.roshan.notification;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Tells an administrator how this node fares with a carrier's gateway. It is always UP: messages wait for a gateway that fails, and
 * nobody must take the node out of service for it.
 */
final class GatewayHealthIndicator implements HealthIndicator {
    private final String profile;
    private final GatewayFigures figures;

    GatewayHealthIndicator(String profile, GatewayFigures figures) {
        this.profile = profile;
        this.figures = figures;
    }

    @Override
    public Health health() {
        GatewayFigures.Fortune fortune = figures.fortune();
        Health.Builder health =
                Health.up().withDetail("profile", profile).withDetail("failing", fortune.failingSince() != null);
        if (fortune.lastTookAt() != null) health.withDetail("lastTookAt", fortune.lastTookAt());
        if (fortune.failingSince() != null)
            health.withDetail("failingSince", fortune.failingSince()).withDetail("error", fortune.error());
        return health.build();
    }
}
