package ir.roshan.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between a telephone and the server, which can be cut: a browser's own emulation does not reach a service worker. */
final class Line implements AutoCloseable {
    private final int to;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket listening;

    Line(int to) {
        this.to = to;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
        begin();
    }

    int port() {
        return port;
    }

    /** Nothing passes, and nobody is there. */
    void cut() {
        try {
            listening.close();
            for (Socket socket : open) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void mend() {
        listening = listen(port);
        begin();
    }

    @Override
    public void close() {
        cut();
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin() {
        ServerSocket here = listening;
        daemon(() -> {
            while (true) {
                Socket near = here.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), to);
                open.add(near);
                open.add(far);
                daemon(() -> near.getInputStream().transferTo(far.getOutputStream()), near, far);
                daemon(() -> far.getInputStream().transferTo(near.getOutputStream()), near, far);
            }
        });
    }

    private interface Passing {
        void go() throws IOException;
    }

    /** Ends when either side does. */
    private void daemon(Passing passing, Socket... ends) {
        Thread thread = new Thread(() -> {
            try {
                passing.go();
            } catch (IOException cut) {
                // That is what lines do.
            } finally {
                for (Socket end : ends) close(end);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
