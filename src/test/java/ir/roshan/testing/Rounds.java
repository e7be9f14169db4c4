package ir.roshan.testing;

/**
 * How much a test does that plays with chance or with a crowd. Every build does what shows the rule broken; with
 * {@code -Droshan.tests.full=true} it is as much as was once needed to be sure (docs/contributing.md).
 */
public final class Rounds {
    private static final boolean FULL = Boolean.getBoolean("roshan.tests.full");

    private Rounds() {}

    public static int of(int usually, int inFull) {
        return FULL ? inFull : usually;
    }
}
