package ir.roshan.plansource;

import ir.roshan.testing.TestDatabase;

class PlanSourcesTest extends PlanSourcesBehaviour {
    PlanSourcesTest() {
        super(TestDatabase.h2());
    }
}
