package ir.roshan.api;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tomcat's HTTP/1.1 for callers who take their time. Tomcat's own time-outs begin anew with each byte that arrives; here a
 * request's head has a time in all, a body's reader gets a {@link Connection} that waits until one moment and no longer, what nobody
 * has read is not waited for, and where the node's connections run out, idle ones of whoever holds most are let go.
 */
public final class TimelyHttp extends Http11NioProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(TimelyHttp.class);
    private static final long LOOK_EVERY_MILLIS = 250;
    /** What has arrived and nobody wanted is taken up to here, so that a caller who still sends can read why it was refused. */
    private static final long MOST_UNREAD = 1024 * 1024;

    /** The rest of a body that is on its way comes within; a connection that is closed before it takes the answer with it. */
    private static final Duration LONGEST_LINGERING = Duration.ofMillis(200);

    private static final long LINGERING_PAUSE_MILLIS = 5;
    private static final int MOST_LINGERING = 10;

    private final Semaphore lingering = new Semaphore(MOST_LINGERING);
    private final Set<TimelyProcessor> reading = ConcurrentHashMap.newKeySet();
    private volatile Duration headWithin = Duration.ofSeconds(20);
    private ScheduledFuture<?> looking;

    void setHeadWithin(Duration headWithin) {
        this.headWithin = headWithin;
    }

    @Override
    protected Processor createProcessor() {
        return new TimelyProcessor(this);
    }

    @Override
    public void start() throws Exception {
        super.start();
        looking = getUtilityExecutor()
                .scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (looking != null) {
            looking.cancel(false);
        }
        super.stop();
    }

    private void look() {
        try {
            keepTime();
        } catch (RuntimeException e) {
            LOG.error("connections were not looked at; that is tried again", e);
        }
    }

    private void keepTime() {
        reading.forEach(TimelyProcessor::keepTime);
        long now = System.nanoTime();
        Set<SocketWrapperBase<NioChannel>> connections = connections();
        connections.stream().filter(c -> headIsLate(c, now)).forEach(TimelyHttp::letGo);
        if (connections.size() > getMaxConnections() * 3L / 4) {
            makeRoom();
        }
    }

    private Set<SocketWrapperBase<NioChannel>> connections() {
        return getEndpoint().getConnections();
    }

    /** A connection keeps its processor between two looks only while a head has begun and has not ended. */
    private boolean headIsLate(SocketWrapperBase<?> connection, long now) {
        if (!(connection.getCurrentProcessor() instanceof TimelyProcessor processor)) {
            return false;
        }
        long begun = processor.getRequest().getStartTimeNanos();
        return begun > 0 && !processor.isAsync() && now - begun > headWithin.toNanos();
    }

    /** Half of the idle ones of the address that has most, as often as it takes; a connection at work stays. */
    private void makeRoom() {
        Map<String, List<SocketWrapperBase<NioChannel>>> byAddress =
                connections().stream().collect(Collectors.groupingBy(c -> String.valueOf(c.getRemoteAddr())));
        List<List<SocketWrapperBase<NioChannel>>> most = new ArrayList<>(byAddress.values());
        most.sort(Comparator.comparing(List::size, Comparator.reverseOrder()));
        for (List<SocketWrapperBase<NioChannel>> ofAddress : most) {
            if (getConnectionCount() <= getMaxConnections() * 3L / 4) {
                return;
            }
            ofAddress.stream().limit((ofAddress.size() + 1) / 2).forEach(TimelyHttp::letGo);
        }
    }

    /** Unless it is at work at this moment. */
    private static void letGo(SocketWrapperBase<?> connection) {
        if (connection.getLock().tryLock()) {
            try {
                connection.close();
            } finally {
                connection.getLock().unlock();
            }
        }
    }

    private static final class TimelyProcessor extends Http11Processor implements Connection {
        private final TimelyHttp protocol;
        private final Adapter adapter;
        private long until;

        TimelyProcessor(TimelyHttp protocol) {
            super(protocol, protocol.getAdapter());
            this.protocol = protocol;
            adapter = new TimelyAdapter(protocol.getAdapter(), this);
        }

        @Override
        public Adapter getAdapter() {
            return adapter;
        }

        @Override
        public boolean hasArrived() {
            getRequest().action(ActionCode.AVAILABLE, Boolean.TRUE);
            return getRequest().getAvailable() > 0;
        }

        @Override
        public ByteBuffer read() throws IOException {
            Part part = new Part();
            return getRequest().doRead(part) < 0 ? null : part.getByteBuffer();
        }

        @Override
        public synchronized void waitUntil(long moment) {
            until = moment;
            protocol.reading.add(this);
            keepTime();
        }

        @Override
        public synchronized void waitAsEver() {
            protocol.reading.remove(this);
            getSocketWrapper().setReadTimeout(protocol.getConnectionTimeout());
        }

        /** One read may be many, as of a chunk's head that comes byte by byte, and each begins its time-out anew. */
        synchronized void keepTime() {
            if (protocol.reading.contains(this)) {
                getSocketWrapper()
                        .setReadTimeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        }
    }

    /** Stands between the processor and the container, where each request begins and ends. */
    private record TimelyAdapter(Adapter container, TimelyProcessor processor) implements Adapter {
        @Override
        public void service(Request request, Response response) throws Exception {
            request.setAttribute(Connection.ATTRIBUTE, processor);
            container.service(request, response);
            if (!request.isFinished() && !processor.isAsync()) {
                leaveUnread(request);
            }
        }

        /** Tomcat would wait for the rest of a body that nobody wants for as long as it comes. */
        private void leaveUnread(Request request) {
            try {
                takeWhatComesAtOnce(request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                LOG.debug("a caller has gone before the end of a body", e);
            }
            if (!request.isFinished()) {
                request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            }
        }

        /** Of chunks it cannot be told whether the next one is there as a whole, and they are left. */
        private void takeWhatComesAtOnce(Request request) throws IOException, InterruptedException {
            if (request.getContentLengthLong() < 0 || !processor.protocol.lingering.tryAcquire()) {
                return;
            }
            try {
                long until = System.nanoTime() + LONGEST_LINGERING.toNanos();
                long taken = 0;
                while (!request.isFinished() && taken < MOST_UNREAD && System.nanoTime() - until < 0) {
                    if (processor.hasArrived()) {
                        ByteBuffer part = processor.read();
                        taken += part == null ? 0 : part.remaining();
                    } else {
                        TimeUnit.MILLISECONDS.sleep(LINGERING_PAUSE_MILLIS);
                    }
                }
            } finally {
                processor.protocol.lingering.release();
            }
        }

        @Override
        public boolean prepare(Request request, Response response) throws Exception {
            return container.prepare(request, response);
        }

        @Override
        public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
            return container.asyncDispatch(request, response, event);
        }

        @Override
        public void log(Request request, Response response, long time) {
            container.log(request, response, time);
        }

        @Override
        public void checkRecycled(Request request, Response response) {
            container.checkRecycled(request, response);
        }

        @Override
        public String getDomain() {
            return container.getDomain();
        }
    }

    /** What one read has brought. */
    private static final class Part implements ApplicationBufferHandler {
        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {
            // The bytes stay where they are.
        }
    }
}
