package ir.roshan.plannedoutage;

import ir.roshan.testing.TestDatabase;

class PlannedOutageImportTest extends PlannedOutageImportBehaviour {
    PlannedOutageImportTest() {
        super(TestDatabase.h2());
    }
}
