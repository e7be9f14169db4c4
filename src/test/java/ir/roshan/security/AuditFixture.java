package ir.roshan.security;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real audit log for the tests of other rooms. */
public final class AuditFixture {
    private AuditFixture() {}

    public static AuditLog on(JdbcClient jdbc, Clock clock) {
        return new AuditLog(jdbc, clock);
    }
}
