package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.testing.OnPostgres;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnPostgres
class AuditIT extends AuditBehaviour {
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit_entry SET account = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"})
    void theDatabaseItselfOnlyAppends(String statement) {
        assertThatThrownBy(() -> jdbc.sql(statement).update()).hasStackTraceContaining("only appended to");
    }
}
