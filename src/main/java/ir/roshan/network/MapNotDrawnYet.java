package ir.roshan.network;

/** The network is large, and this node has begun to draw it a moment ago. */
public final class MapNotDrawnYet extends RuntimeException {
    MapNotDrawnYet() {
        super("the map is not drawn yet", null, false, false);
    }
}
