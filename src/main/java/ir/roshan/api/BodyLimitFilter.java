package ir.roshan.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes bodies of up to 64 KB, whether their length is announced or they come in chunks, and answers 413 to longer ones
 * before anybody has begun to work on them. Files of an import are longer, and have a limit of their own while they are read.
 */
final class BodyLimitFilter extends OncePerRequestFilter {
    static final int LIMIT = 64 * 1024;
    private static final String IMPORTS = "/api/v1/operations/";

    private final Problems problems;
    private final long importLimit;

    /** @param importLimit of a CSV file, in bytes */
    BodyLimitFilter(Problems problems, long importLimit) {
        this.problems = problems;
        this.importLimit = importLimit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = isImport(request) ? importLimit : LIMIT;
        if (request.getContentLengthLong() > limit) {
            refuse(request, response, limit);
        } else if (isImport(request)) {
            chain.doFilter(new Limited(request, importLimit), response);
        } else if (request.getContentLengthLong() >= 0 || request.getHeader("Transfer-Encoding") == null) {
            // The length is known and small enough; the container reads no further than that.
            chain.doFilter(request, response);
        } else {
            byte[] body = request.getInputStream().readNBytes(LIMIT + 1);
            if (body.length > LIMIT) {
                refuse(request, response, LIMIT);
            } else {
                chain.doFilter(new Buffered(request, body), response);
            }
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, long limit) throws IOException {
        response.setHeader("Connection", "close");
        problems.write(ProblemType.BODY_TOO_LARGE, request, response, limit);
    }

    private static boolean isImport(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getRequestURI().startsWith(IMPORTS)
                && type != null
                && type.toLowerCase(java.util.Locale.ROOT).startsWith("text/csv");
    }

    /** A chunked body that was read already. */
    private static final class Buffered extends HttpServletRequestWrapper {
        private final byte[] body;

        Buffered(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Stream(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    /** A file that is read while it comes, up to its limit. */
    private static final class Limited extends HttpServletRequestWrapper {
        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            InputStream source = super.getInputStream();
            return new Stream(new InputStream() {
                private long read;

                @Override
                public int read() throws IOException {
                    int one = source.read();
                    count(one < 0 ? 0 : 1);
                    return one;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int some = source.read(into, offset, length);
                    count(Math.max(some, 0));
                    return some;
                }

                private void count(int bytes) {
                    read += bytes;
                    if (read > limit) {
                        throw new BodyTooLarge(limit);
                    }
                }
            });
        }
    }

    private static final class Stream extends ServletInputStream {
        private final InputStream in;
        private boolean finished;

        Stream(InputStream in) {
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
}
