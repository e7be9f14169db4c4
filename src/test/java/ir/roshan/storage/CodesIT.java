package ir.roshan.storage;

import ir.roshan.testing.PostgresServer;

class CodesIT extends CodesBehaviour {
    CodesIT() {
        super(PostgresServer.freshDatabase());
    }
}
