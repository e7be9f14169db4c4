package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class NumberBoundTest extends NumberBoundBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
