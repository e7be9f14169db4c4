package ir.roshan.network;

import ir.roshan.testing.TestDatabase;

class ServicePointImportIT extends ServicePointImportBehaviour {
    ServicePointImportIT() {
        super(TestDatabase.postgres());
    }
}
