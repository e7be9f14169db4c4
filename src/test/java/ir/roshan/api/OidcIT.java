package ir.roshan.api;

import ir.roshan.testing.PostgresServer;
import java.util.List;

class OidcIT extends OidcBehaviour {
    @Override
    List<String> database() {
        return List.of(
                "--spring.datasource.url=" + PostgresServer.freshDatabase(),
                "--spring.datasource.username=" + PostgresServer.USER);
    }
}
