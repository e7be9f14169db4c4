package ir.roshan.notification;

import ir.roshan.testing.TestDatabase;

class BacklogFiguresIT extends BacklogFiguresBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
