package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class SendingTest extends SendingBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
