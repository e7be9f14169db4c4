package ir.roshan.request;

import ir.roshan.testing.PostgresServer;

class SeveralOpenBeforeIT extends SeveralOpenBeforeBehaviour {
    @Override
    String url() {
        return PostgresServer.freshDatabase();
    }
}
