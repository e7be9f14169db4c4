package ir.roshan.plannedoutage;

import ir.roshan.testing.TestDatabase;

class PlannedOutageCheckTest extends PlannedOutageCheckBehaviour {
    PlannedOutageCheckTest() {
        super(TestDatabase.h2());
    }
}
