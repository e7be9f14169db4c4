package ir.roshan.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The connection of a call, for whoever reads the call's body: a body that is not there yet holds the thread that reads it. */
interface Connection {
    /** Of a call; where {@link TimelyHttp} leaves it. */
    String ATTRIBUTE = Connection.class.getName();

    static Connection of(HttpServletRequest request) {
        return (Connection) request.getAttribute(ATTRIBUTE);
    }

    /** Whether something of the body lies there, or its end. Never waits. */
    boolean hasArrived();

    /**
     * Reads past the container, which answers itself where a read fails.
     *
     * @return what comes next of the body, good until the next read; null at its end
     * @throws IOException if it does not come, or not in the form that it has to have
     */
    ByteBuffer read() throws IOException;

    /**
     * From now on reading waits until then, and is given up afterwards.
     *
     * @param moment of {@link System#nanoTime}
     */
    void waitUntil(long moment);

    /** Reading waits as it does for whoever has asked for nothing. */
    void waitAsEver();
}
