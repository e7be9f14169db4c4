package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class EstimatesTest extends EstimatesBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
