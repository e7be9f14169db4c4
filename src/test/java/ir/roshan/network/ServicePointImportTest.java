package ir.roshan.network;

import ir.roshan.testing.TestDatabase;

class ServicePointImportTest extends ServicePointImportBehaviour {
    ServicePointImportTest() {
        super(TestDatabase.h2());
    }
}
