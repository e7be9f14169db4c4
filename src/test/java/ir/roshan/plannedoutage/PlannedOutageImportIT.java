package ir.roshan.plannedoutage;

import ir.roshan.testing.TestDatabase;

class PlannedOutageImportIT extends PlannedOutageImportBehaviour {
    PlannedOutageImportIT() {
        super(TestDatabase.postgres());
    }
}
