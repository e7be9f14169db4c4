package ir.roshan.api;

import static ir.roshan.security.AskedPath.path;
import static org.springframework.http.HttpMethod.PUT;

import ir.roshan.security.BodyStream;
import ir.roshan.security.CallerAddress;
import ir.roshan.security.ReadRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads each body of up to 64 KB before anybody has begun to work on it, whether its length is announced or it comes in chunks,
 * and whoever is called: a longer one is 413, one that is not there in its time 408, and of those that are waited for there are
 * few at once. Files of an import are longer. They are read while they come, at a rate that is asked of them.
 */
final class BodyLimitFilter extends OncePerRequestFilter {
    static final int LIMIT = 64 * 1024;
    private static final RequestMatcher IMPORTS = new OrRequestMatcher(
            path(PUT, "/api/v1/operations/service-points"),
            path(PUT, "/api/v1/operations/element-names"),
            path(PUT, "/api/v1/operations/planned-outages"),
            path(PUT, "/api/v1/operations/crews"));
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Problems problems;
    private final PatienceSettings settings;
    private final SlowCalls slowCalls;
    private final ImportsUnderWay imports;

    BodyLimitFilter(Problems problems, PatienceSettings settings) {
        this.problems = problems;
        this.settings = settings;
        slowCalls = new SlowCalls(settings.slowCallsOfAddress(), settings.slowCalls());
        imports = new ImportsUnderWay(settings.importsOfAccount());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isImport = isImport(request);
        long limit = isImport ? settings.importSize().toBytes() : LIMIT;
        if (request.getContentLengthLong() > limit) {
            refuse(request, response, ProblemType.BODY_TOO_LARGE, limit);
        } else if (!hasBody(request)) {
            chain.doFilter(request, response);
        } else if (isImport) {
            // Who is refused may not have sent it all by then, and the connection ends with what is left of it.
            response.setHeader(HttpHeaders.CONNECTION, "close");
            try (ImportFile file = new ImportFile(request)) {
                chain.doFilter(file, response);
            }
        } else {
            byte[] body = read(request, response);
            if (body != null) {
                chain.doFilter(new ReadRequest(request, body), response);
            }
        }
    }

    /** @return null where it was refused */
    private byte[] read(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            byte[] body = read(request);
            if (body.length <= LIMIT) {
                return body;
            }
            refuse(request, response, ProblemType.BODY_TOO_LARGE, (long) LIMIT);
        } catch (BodyTooSlow e) {
            refuse(request, response, ProblemType.BODY_TOO_SLOW);
        } catch (SlowCalls.NoSeat e) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            refuse(
                    request,
                    response,
                    e.isEverywhere() ? ProblemType.TEMPORARILY_UNAVAILABLE : ProblemType.TOO_MANY_REQUESTS);
        } catch (IOException e) {
            // No chunk, or a caller who has gone in the middle of it.
            logger.debug("a body could not be read", e);
            refuse(request, response, ProblemType.BAD_REQUEST);
        }
        return null;
    }

    /** @return all of it, or more than the limit */
    private byte[] read(HttpServletRequest request) throws IOException, SlowCalls.NoSeat {
        Connection connection = Connection.of(request);
        long until = System.nanoTime() + settings.bodyWithin().toNanos();
        long length = request.getContentLengthLong();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        // In the middle of a chunk one waits within the read, so that chunks need a seat from the beginning.
        SlowCalls.Seat seat = length < 0 ? seat(request) : null;
        boolean awaited = false;
        try {
            connection.waitUntil(until);
            while (length < 0 ? body.size() <= LIMIT : body.size() < length) {
                if (connection.hasArrived()) {
                    ByteBuffer part = connection.read();
                    if (part == null) {
                        break;
                    }
                    body.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
                } else {
                    if (seat == null) {
                        if (!awaited) {
                            awaited = true;
                            slowCalls.awaitOnItsWay(connection::hasArrived);
                            continue;
                        }
                        seat = seat(request);
                    }
                    if (!seat.pause() || isOver(until)) {
                        throw new BodyTooSlow();
                    }
                }
            }
            return body.toByteArray();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BodyTooSlow();
        } catch (IOException e) {
            if (isOver(until)) {
                throw new BodyTooSlow();
            }
            throw e;
        } finally {
            connection.waitAsEver();
            if (seat != null) {
                seat.close();
            }
        }
    }

    private SlowCalls.Seat seat(HttpServletRequest request) throws SlowCalls.NoSeat {
        return slowCalls.take(CallerAddress.of(request));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, ProblemType type, Object... arguments)
            throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        problems.write(type, request, response, arguments);
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isImport(HttpServletRequest request) {
        String type = request.getContentType();
        return IMPORTS.matches(request)
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith("text/csv");
    }

    /** The clock of the connection counts in whole milliseconds. */
    private static boolean isOver(long until) {
        return System.nanoTime() - until > -TimeUnit.MILLISECONDS.toNanos(2);
    }

    /** A file that is read while it comes, up to its limit, and by the account alone that may bring one. */
    private final class ImportFile extends HttpServletRequestWrapper implements AutoCloseable {
        private final Connection connection;
        private String account;
        private ServletInputStream stream;

        ImportFile(HttpServletRequest request) {
            super(request);
            connection = Connection.of(request);
        }

        /** Whoever asks for it has been let in, and begins to read. */
        @Override
        public ServletInputStream getInputStream() {
            if (stream == null) {
                String caller = String.valueOf(Caller.current().account());
                if (!imports.begin(caller)) {
                    throw new TooManyImports();
                }
                account = caller;
                stream = new BodyStream(new Coming(connection));
            }
            return stream;
        }

        @Override
        public void close() {
            if (account != null) {
                imports.end(account);
                connection.waitAsEver();
            }
        }
    }

    /** What is counted is the time that is waited for the caller, and not what is done with a row meanwhile. */
    private final class Coming extends InputStream {
        private final Connection connection;
        private ByteBuffer part = ByteBuffer.allocate(0);
        private long read;
        private long waited;

        Coming(Connection connection) {
            this.connection = connection;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            while (part != null && !part.hasRemaining()) {
                part = next();
            }
            if (part == null) {
                return -1;
            }
            int some = Math.min(length, part.remaining());
            part.get(into, offset, some);
            return some;
        }

        private ByteBuffer next() {
            long begun = System.nanoTime();
            long until = begun + allowed() - waited;
            connection.waitUntil(until);
            try {
                ByteBuffer next = connection.read();
                count(next == null ? 0 : next.remaining());
                return next;
            } catch (IOException e) {
                if (isOver(until)) {
                    throw new BodyTooSlow();
                }
                throw new ErrorResponseException(HttpStatus.BAD_REQUEST, e);
            } finally {
                connection.waitAsEver();
                waited += System.nanoTime() - begun;
            }
        }

        private long allowed() {
            double atRate = (double) read / settings.importRate().toBytes();
            return settings.bodyWithin().toNanos() + (long) (atRate * TimeUnit.SECONDS.toNanos(1));
        }

        private void count(int bytes) {
            read += bytes;
            if (read > settings.importSize().toBytes()) {
                throw new BodyTooLarge(settings.importSize().toBytes());
            }
        }
    }
}
