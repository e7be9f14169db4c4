package ir.roshan.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Where a call comes from, as far as that can be known: the peer of the connection, or what a trusted proxy says of it
 * ({@code roshan.limits.trusted-proxies}). Of an IPv6 address the first 64 bits: they are one household's, and it has all the rest.
 */
public final class CallerAddress {
    private static final int PREFIX_BYTES = 8;

    private CallerAddress() {}

    /** Of the call that this thread answers; empty where it answers none, as in a job. */
    public static Optional<String> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call
                ? Optional.of(of(call.getRequest()))
                : Optional.empty();
    }

    static String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (!address.contains(":")) {
            return address;
        }
        byte[] bytes = literal(address).getAddress();
        if (bytes.length <= PREFIX_BYTES) {
            return literal(address).getHostAddress(); // an IPv4 address in the clothes of the other kind
        }
        Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean isThisMachine(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return address.startsWith("127.")
                || address.contains(":") && literal(address) instanceof Inet6Address six && six.isLoopbackAddress();
    }

    /** The container gives a literal, and nobody is asked for its name. */
    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the container's peer is no address", e);
        }
    }
}
