package ir.roshan.demo;

/** The demo is not on this database as it should be: nobody would know what they are looking at. */
final class DemoNotLaidOut extends RuntimeException {
    private DemoNotLaidOut(String message, Throwable cause) {
        super(message, cause);
    }

    static DemoNotLaidOut onThisDatabase() {
        return new DemoNotLaidOut(
                "This database holds service points, but not the finished demo: it is somebody's own, or the first start"
                        + " of the demo was interrupted.",
                null);
    }

    static DemoNotLaidOut because(RuntimeException cause) {
        return new DemoNotLaidOut("The demo could not be laid out: " + cause.getMessage(), cause);
    }
}
