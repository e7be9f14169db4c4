package ir.roshan.plansource;

import ir.roshan.testing.TestDatabase;

class PlanSourcesIT extends PlanSourcesBehaviour {
    PlanSourcesIT() {
        super(TestDatabase.postgres());
    }
}
