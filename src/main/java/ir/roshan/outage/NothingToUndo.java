package ir.roshan.outage;

/** The outage has taken no other one in, or a dispatcher has verified it since. */
public final class NothingToUndo extends RuntimeException {
    NothingToUndo() {
        super("there is no widening to undo");
    }
}
