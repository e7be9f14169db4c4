package ir.roshan.plansource;

import ir.roshan.testing.TestDatabase;

class NationalSourceIT extends NationalSourceBehaviour {
    NationalSourceIT() {
        super(TestDatabase.postgres());
    }
}
