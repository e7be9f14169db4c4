package ir.roshan.plannedoutage;

import ir.roshan.testing.TestDatabase;

class PlannedOutageCheckIT extends PlannedOutageCheckBehaviour {
    PlannedOutageCheckIT() {
        super(TestDatabase.postgres());
    }
}
