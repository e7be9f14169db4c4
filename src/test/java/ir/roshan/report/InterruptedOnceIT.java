package ir.roshan.report;

import ir.roshan.testing.TestDatabase;

class InterruptedOnceIT extends InterruptedOnceBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
