package ir.roshan.plansource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the token of a source ends, as it says itself. Nobody is let in by this, and so its signature is not checked. */
final class Token {
    private static final Pattern JWT = Pattern.compile("(?i:Bearer) +[\\w-]+\\.([\\w-]+)=*\\.[\\w-]*=*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Token() {}

    /** @return empty where it is no JWT, or does not say */
    static Optional<Instant> endOf(PlanSource source) {
        Matcher token = JWT.matcher(source.headerValue() == null ? "" : source.headerValue());
        if (!token.matches()) return Optional.empty();
        try {
            JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.group(1)));
            JsonNode end = claims == null ? null : claims.get("exp");
            return end == null || !end.isNumber() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(end.asLong()));
        } catch (IOException | IllegalArgumentException | DateTimeException noJwt) {
            return Optional.empty();
        }
    }
}
