package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How long a file of an import may be, here 100 bytes, whether its length is announced or not. */
class BodyLimitFilterTest {
    private static final String SERVICE_POINTS = "/api/v1/operations/service-points";

    private final Problems problems = mock(Problems.class);
    private final BodyLimitFilter filter = new BodyLimitFilter(problems, 100);
    private final MockFilterChain chain = new MockFilterChain();

    /** @return how many bytes whoever reads the file gets; -1 where nobody is let near it */
    private int read(MockHttpServletRequest request) throws Exception {
        filter.doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() == null
                ? -1
                : chain.getRequest().getInputStream().readAllBytes().length;
    }

    private static MockHttpServletRequest file(int length) {
        MockHttpServletRequest request = new MockHttpServletRequest("PUT", SERVICE_POINTS);
        request.setContentType("text/csv;charset=UTF-8");
        request.setContent(new byte[length]);
        return request;
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
        chain.reset();
        assertThatThrownBy(() -> read(fileOfUnknownLength(101))).isInstanceOf(BodyTooLarge.class);
    }
}
