package ir.roshan.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Below {@code /camunda} an address has one spelling. The container, Spring and Camunda's own filters each read it anew, some
 * as it was typed and some decoded: an address that is spelled otherwise passes a guard of one of them, or ends as a failure
 * of another with what was typed in the log. Here it ends as a 400. For our own paths Spring Security's firewall does the same.
 */
final class NormalPathFilter extends OncePerRequestFilter {
    private static final int LONGEST = 1_000;

    /** What a browser leaves as it is, or encodes in capitals or small letters; segments are never empty but for the last. */
    private static final Pattern NORMAL =
            Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))(?:[A-Za-z0-9\\-._~!$&'()*+,=:@]|%[0-9A-Fa-f]{2})++)++/?");

    private final Refusals refusals;

    NormalPathFilter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String parsed = AskedPath.of(request);
        return !parsed.equals("/camunda") && !parsed.startsWith("/camunda/") && !parsed.startsWith("/camunda-welcome");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isNormal(request.getRequestURI())) {
            chain.doFilter(request, response);
        } else {
            refusals.handle(request, response, new RequestRejectedException("the address is not in its normal form"));
        }
    }

    static boolean isNormal(String address) {
        return address.length() <= LONGEST && NORMAL.matcher(address).matches() && isEncodedWhereItMustBe(address);
    }

    /** Letters are not encoded, and what no name may contain is not there in disguise either. */
    private static boolean isEncodedWhereItMustBe(String address) {
        byte[] decoded = new byte[address.length()];
        int length = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c == '%') {
                int encoded = Integer.parseInt(address.substring(i + 1, i + 3), 16);
                if (encoded < 0x80 && (Character.isLetterOrDigit(encoded) || "-._~/\\;%".indexOf(encoded) >= 0)) {
                    return false;
                }
                decoded[length++] = (byte) encoded;
                i += 2;
            } else {
                decoded[length++] = (byte) c;
            }
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded, 0, length))
                    .toString();
            return text.chars().noneMatch(c -> OneLine.isUnseen((char) c));
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
