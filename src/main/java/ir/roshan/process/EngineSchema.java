package ir.roshan.process;

import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.flywaydb.core.Flyway;
import org.springframework.stereotype.Component;

/**
 * What we change in the engine's own tables: indexes that they lack, so that nothing it asks grows with what is open, and rows
 * that a version before has left there. The engine makes its tables after our migrations; so these are migrations of their
 * own, run when it has, by one node at a time.
 */
@Component
class EngineSchema {
    static final String HISTORY = "engine_schema_history";

    /** @param engine asked for so that its tables are there */
    EngineSchema(DataSource dataSource, ProcessEngine engine) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/engine")
                .table(HISTORY)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
