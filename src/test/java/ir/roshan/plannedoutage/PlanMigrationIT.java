package ir.roshan.plannedoutage;

import ir.roshan.testing.PostgresServer;

class PlanMigrationIT extends PlanMigrationBehaviour {
    PlanMigrationIT() {
        super(PostgresServer.freshDatabase());
    }
}
