package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class SenderTest extends SenderBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
