package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

/** How long a file of an import may be, here 100 bytes, whether its length is announced or not. */
class BodyLimitFilterTest {
    private static final String SERVICE_POINTS = "/api/v1/operations/service-points";

    private final Problems problems = mock(Problems.class);
    private final BodyLimitFilter filter = new BodyLimitFilter(
            problems,
            new PatienceSettings(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1,
                    1,
                    DataSize.ofBytes(100),
                    DataSize.ofKilobytes(1),
                    2));

    /** @return how many bytes whoever reads the file gets; -1 where nobody is let near it */
    private int read(MockHttpServletRequest request) throws Exception {
        int[] read = {-1};
        filter.doFilter(
                request,
                new MockHttpServletResponse(),
                (file, response) -> read[0] = file.getInputStream().readAllBytes().length);
        return read[0];
    }

    private static MockHttpServletRequest file(int length) {
        MockHttpServletRequest request = new MockHttpServletRequest("PUT", SERVICE_POINTS);
        request.setAttribute(Connection.ATTRIBUTE, all(length));
        request.setContentType("text/csv;charset=UTF-8");
        request.setContent(new byte[length]);
        return request;
    }

    /** It is there at once. */
    private static Connection all(int length) {
        List<ByteBuffer> parts = new ArrayList<>(List.of(ByteBuffer.allocate(length)));
        return new Connection() {
            @Override
            public boolean hasArrived() {
                return true;
            }

            @Override
            public ByteBuffer read() {
                return parts.isEmpty() ? null : parts.remove(0);
            }

            @Override
            public void waitUntil(long moment) {}

            @Override
            public void waitAsEver() {}
        };
    }

    /** As it comes in chunks. */
    private static MockHttpServletRequest fileOfUnknownLength(int length) {
        MockHttpServletRequest request = new MockHttpServletRequest("PUT", SERVICE_POINTS) {
            @Override
            public int getContentLength() {
                return -1;
            }

            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        request.setAttribute(Connection.ATTRIBUTE, all(length));
        request.setContentType("text/csv");
        request.addHeader("Transfer-Encoding", "chunked");
        request.setContent(new byte[length]);
        return request;
    }

    @Test
    void aFileUpToTheLimitIsRead() throws Exception {
        assertThat(read(file(100))).isEqualTo(100);
        verifyNoInteractions(problems);
    }

    @Test
    void aLongerOneIsRefusedBeforeItIsRead() throws Exception {
        assertThat(read(file(101))).isEqualTo(-1);
        verify(problems).write(eq(ProblemType.BODY_TOO_LARGE), any(), any(), eq(100L));
    }

    @Test
    void oneThatDoesNotSayHowLongItIsEndsAtTheLimit() throws Exception {
        assertThat(read(fileOfUnknownLength(100))).isEqualTo(100);
        assertThatThrownBy(() -> read(fileOfUnknownLength(101))).isInstanceOf(BodyTooLarge.class);
    }
}
