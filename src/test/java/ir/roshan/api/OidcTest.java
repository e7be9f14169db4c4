package ir.roshan.api;

import java.util.List;

/** On the file that the application keeps by default. */
class OidcTest extends OidcBehaviour {
    @Override
    List<String> database() {
        return List.of();
    }
}
