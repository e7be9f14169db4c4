package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class OutboxTest extends OutboxBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
