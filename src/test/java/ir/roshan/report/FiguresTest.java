package ir.roshan.report;

import ir.roshan.testing.TestDatabase;

class FiguresTest extends FiguresBehaviour {
    @Override
    TestDatabase database() {
        return TestDatabase.h2();
    }
}
