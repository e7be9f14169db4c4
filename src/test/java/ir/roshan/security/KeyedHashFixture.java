package ir.roshan.security;

import ir.roshan.testing.TestDatabase;

/** Hashes as this house makes them, for the tests of other rooms. */
public final class KeyedHashFixture {
    private KeyedHashFixture() {}

    public static KeyedHash on(TestDatabase database) {
        return new KeyedHash(database.client, database.transactions);
    }
}
