package ir.roshan.plannedoutage;

class PlanMigrationTest extends PlanMigrationBehaviour {
    PlanMigrationTest() {
        super("jdbc:h2:mem:plan-before;DB_CLOSE_DELAY=-1");
    }
}
