package ir.roshan.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** How many calls a minute pass: 3 reports and 5 calls from an address, twice as many from the machine itself, 7 of an account. */
class RateLimitFilterTest {
    private final Refusals refusals = mock(Refusals.class);
    private final RateLimitFilter filter = new RateLimitFilter(
            new LimitSettings(
                    3,
                    5,
                    7,
                    2,
                    1,
                    1,
                    1,
                    Duration.ofHours(1),
                    1,
                    1,
                    1,
                    1,
                    Duration.ofHours(1),
                    1,
                    1,
                    Duration.ofHours(1),
                    1,
                    Duration.ofHours(1)),
            refusals);

    RateLimitFilterTest() throws Exception {
        doAnswer(call -> {
                    TooManyAttempts e = call.getArgument(2);
                    assertThat(e.retryAfterSeconds()).isBetween(1L, 60L);
                    call.<HttpServletResponse>getArgument(1).setStatus(429);
                    return null;
                })
                .when(refusals)
                .handle(any(), any(), any(TooManyAttempts.class));
    }

    @AfterEach
    void nobodyIsLoggedIn() {
        SecurityContextHolder.clearContext();
    }

    private boolean passes(String method, String path, String address) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setRemoteAddr(address);
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();
        try {
            filter.doFilter(request, response, chain);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertThat(chain.getRequest() == null).isEqualTo(response.getStatus() == 429);
        return response.getStatus() != 429;
    }

    private long passing(int calls, String method, String path, String address) {
        return IntStream.range(0, calls)
                .filter(i -> passes(method, path, address))
                .count();
    }

    @Test
    void anAddressReportsSoOftenAndNoMore() {
        assertThat(passing(10, "POST", "/api/v1/requests", "192.0.2.1")).isEqualTo(3);
        assertThat(passing(10, "POST", "/api/v1/requests", "192.0.2.2")).isEqualTo(3);
    }

    @Test
    void anAddressCallsSoOftenAndNoMore() {
        assertThat(passing(10, "GET", "/api/v1/outages", "192.0.2.1")).isEqualTo(5);
        assertThat(passing(1, "GET", "/api/v1/outages", "2001:db8::1")).isEqualTo(1);
    }

    @Test
    void theMachineItselfMayMore() {
        assertThat(passing(10, "POST", "/api/v1/requests", "127.0.0.1")).isEqualTo(6);
        assertThat(passing(10, "POST", "/api/v1/requests", "0:0:0:0:0:0:0:1")).isEqualTo(6);
    }

    @Test
    void anAccountIsCountedByItsNameWhereverItIs() {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "website", null, AuthorityUtils.createAuthorityList("channels")));
        assertThat(passing(5, "POST", "/api/v1/requests", "192.0.2.1")).isEqualTo(5);
        assertThat(passing(5, "POST", "/api/v1/requests", "192.0.2.2")).isEqualTo(2);
    }

    /** However it is spelt: what the dispatcher leads to the handler of reports is a report. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/%72equests",
                "/api/v1/request%73",
                "/%61pi/v1/requests",
                "/api/%76%31/%72%65%71%75%65%73%74%73",
                "/api/v1/requests;x=1",
                "/api;a=b/v1/requests"
            })
    void aReportIsCountedHoweverItsAddressIsSpelt(String spelt) {
        assertThat(passing(2, "POST", "/api/v1/requests", "192.0.2.1")).isEqualTo(2);
        assertThat(passing(5, "POST", spelt, "192.0.2.1")).isEqualTo(1);
    }

    /** What the dispatcher leads nowhere is a call like any other. */
    @ParameterizedTest
    @CsvSource({"POST, /api/v1/requests/", "POST, /api/v1/REQUESTS", "PUT, /api/v1/requests", "HEAD, /api/v1/requests"})
    void whatIsNoReportIsNotCountedAsOne(String method, String path) {
        assertThat(passing(10, method, path, "192.0.2.1")).isEqualTo(5);
    }
}
