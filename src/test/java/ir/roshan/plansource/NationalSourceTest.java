package ir.roshan.plansource;

import ir.roshan.testing.TestDatabase;

class NationalSourceTest extends NationalSourceBehaviour {
    NationalSourceTest() {
        super(TestDatabase.h2());
    }
}
