package ir.roshan.plannedoutage;

import ir.roshan.testing.TestDatabase;

class PlanIT extends PlanBehaviour {
    PlanIT() {
        super(TestDatabase.postgres());
    }
}
