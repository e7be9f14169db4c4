package ir.roshan.report;

import ir.roshan.testing.TestDatabase;

class FiguresIT extends FiguresBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.postgres();
    }
}
