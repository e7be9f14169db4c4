package ir.roshan.report;

import ir.roshan.testing.TestDatabase;

class InterruptedOnceTest extends InterruptedOnceBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
