package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class SendingIT extends SendingBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
