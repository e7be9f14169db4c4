package ir.roshan.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps a flood out: so many calls a minute from one address without an account, and of one account; all of a minute's at
 * once if need be, since in a blackout a whole town reports by a few addresses of its carriers. Counted in this node alone.
 */
final class RateLimitFilter extends OncePerRequestFilter {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** What leaves something behind. */
    private static final RequestMatcher REPORTING = new OrRequestMatcher(
            AskedPath.path(HttpMethod.POST, "/api/v1/requests"),
            AskedPath.path(HttpMethod.POST, "/api/v1/calendars"),
            AskedPath.path(HttpMethod.POST, "/api/v1/my/subscriptions"));
    /** So many callers are remembered; whoever is forgotten begins anew. */
    private static final int CALLERS = 100_000;

    private record Rate(String who, boolean reporting, int perMinute) {}

    private final LoadingCache<Rate, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterAccess(MINUTE.multipliedBy(2))
            .build(rate -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(rate.perMinute()).refillGreedy(rate.perMinute(), MINUTE))
                    .build());

    private final LimitSettings limits;
    private final Refusals refusals;

    RateLimitFilter(LimitSettings limits, Refusals refusals) {
        this.limits = limits;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            count(request);
        } catch (TooManyAttempts e) {
            refusals.handle(request, response, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private void count(HttpServletRequest request) {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known != null && !(known instanceof AnonymousAuthenticationToken)) {
            take(new Rate("account:" + known.getName(), false, limits.accountCallsPerMinute()));
            return;
        }
        String address = CallerAddress.of(request);
        int factor = CallerAddress.isThisMachine(request) ? limits.loopbackFactor() : 1;
        take(new Rate(address, false, factor * limits.callsPerMinute()));
        if (REPORTING.matches(request)) {
            take(new Rate(address, true, factor * limits.reportsPerMinute()));
        }
    }

    private void take(Rate rate) {
        ConsumptionProbe taken = buckets.get(rate).tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw new TooManyAttempts(Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }
}
