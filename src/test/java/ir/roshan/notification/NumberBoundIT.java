package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class NumberBoundIT extends NumberBoundBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
