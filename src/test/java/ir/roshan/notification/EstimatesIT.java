package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class EstimatesIT extends EstimatesBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
