package ir.roshan.security;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that comes from elsewhere than the container, and is read by the thread of its request. */
public final class BodyStream extends ServletInputStream {
    private final InputStream in;
    private boolean finished;

    public BodyStream(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        finished |= one < 0;
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int some = in.read(into, offset, length);
        finished |= some < 0;
        return some;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("bodies are read by the thread of the request");
    }
}
