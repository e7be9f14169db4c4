package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class SenderIT extends SenderBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
