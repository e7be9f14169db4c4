package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class OutboxIT extends OutboxBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
