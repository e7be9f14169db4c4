package ir.roshan.plannedoutage;

import ir.roshan.testing.TestDatabase;

class PlanTest extends PlanBehaviour {
    PlanTest() {
        super(TestDatabase.h2());
    }
}
