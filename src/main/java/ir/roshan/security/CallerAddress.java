package ir.roshan.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a call comes from, as far as that can be known: the peer of the connection, or what a trusted proxy says of it
 * ({@code roshan.limits.trusted-proxies}). Of an IPv6 address the first 64 bits: they are one household's, and it has all the rest.
 */
public final class CallerAddress {
    private static final int PREFIX_BYTES = 8;
    /** Of all together of whom a proxy says nothing that can be read. */
    private static final String UNKNOWN = "unknown";

    /** Some proxies add the port. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?<four>(B\\.){3}B)(:\\d+)?|\\[(?<six>C)](:\\d+)?|(?<bare>C)(%\\w+)?"
                    .replace("B", "(25[0-5]|2[0-4]\\d|1?\\d?\\d)")
                    .replace("C", "[0-9a-fA-F.]*:[0-9a-fA-F:.]*"));

    private CallerAddress() {}

    /** Of the call that this thread answers; empty where it answers none, as in a job. */
    public static Optional<String> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call
                ? Optional.of(of(call.getRequest()))
                : Optional.empty();
    }

    /** Of a call that no thread answers yet, as in a filter that stands before all others. */
    public static String of(HttpServletRequest request) {
        return literal(request).map(CallerAddress::household).orElse(UNKNOWN);
    }

    static boolean isThisMachine(HttpServletRequest request) {
        return literal(request).map(InetAddress::isLoopbackAddress).orElse(false);
    }

    private static String household(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length <= PREFIX_BYTES) {
            return address.getHostAddress(); // also an IPv4 address in the clothes of the other kind
        }
        Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty where a proxy has said something that is no address. Nobody is asked for a name. */
    private static Optional<InetAddress> literal(HttpServletRequest request) {
        Matcher address = ADDRESS.matcher(request.getRemoteAddr());
        if (!address.matches()) {
            return Optional.empty();
        }
        String four = address.group("four");
        String six = address.group("six") == null ? address.group("bare") : address.group("six");
        try {
            return Optional.of(InetAddress.getByName(four == null ? six : four));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
