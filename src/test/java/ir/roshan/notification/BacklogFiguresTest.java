package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class BacklogFiguresTest extends BacklogFiguresBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
