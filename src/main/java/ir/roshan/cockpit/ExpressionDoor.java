package ir.roshan.cockpit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import ir.roshan.security.ReadRequest;
import ir.roshan.security.RefusedExpressions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns away whatever would have the engine evaluate an expression that came over HTTP, for everybody: a member at any depth
 * of a body, or a parameter, whose name ends with "Expression". Names are compared as the engine's own resources read them,
 * after the same decoding. A body that is none of the kinds that they read is turned away as well, since what one of the two
 * reads otherwise than the other would pass here and be evaluated there.
 */
final class ExpressionDoor extends OncePerRequestFilter {
    /** The container and the body limit before this let no more through. */
    private static final int LONGEST_BODY = 64 * 1024;

    private static final Pattern NAME = Pattern.compile(".*expressions?\\s*", Pattern.DOTALL);
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\";,\\s]*)");
    private static final JsonFactory JSON = new JsonFactory();

    /** Lists what the engine has refused: for whoever answers it, and at the end where nobody has. */
    static final String LISTING = ExpressionDoor.class.getName() + ".listing";

    private enum Found {
        NOTHING,
        EXPRESSION,
        NO_JSON
    }

    private final RefusedExpressions refusals;

    ExpressionDoor(RefusedExpressions refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        switch (found(request, body)) {
            case EXPRESSION -> {
                // First, so that whoever has the answer finds it in the list.
                refusals.atTheDoor(WebAppSessions.nameOf(request), Door.of(request));
                WebAppRefusal.EXPRESSION.write(request, response);
            }
            case NO_JSON -> WebAppRefusal.NO_JSON.write(request, response);
            default -> {
                Runnable listing = () ->
                        refusals.listWhatCameToTheEngine(request, WebAppSessions.nameOf(request), Door.of(request));
                request.setAttribute(LISTING, listing);
                try {
                    chain.doFilter(new ReadRequest(request, body), response);
                } finally {
                    listing.run();
                }
            }
        }
    }

    private static Found found(HttpServletRequest request, byte[] body) {
        Found inAddress = inPairs(request.getQueryString());
        if (inAddress != Found.NOTHING) {
            return inAddress;
        }
        // Spring has read the form of a PUT before; the stream is empty then.
        boolean isInForm = request.getParameterMap().entrySet().stream()
                .anyMatch(parameter -> isExpression(parameter.getKey())
                        || Stream.of(parameter.getValue()).anyMatch(ExpressionDoor::isJsonWithExpression));
        if (isInForm) {
            return Found.EXPRESSION;
        }
        if (body.length == 0) {
            return Found.NOTHING;
        }
        List<String> types = Collections.list(request.getHeaders(HttpHeaders.CONTENT_TYPE));
        if (types.size() > 1 || !types.stream().allMatch(ExpressionDoor::isUtf8)) {
            return Found.NO_JSON;
        }
        MediaType type = types.isEmpty() ? null : typeOf(types.get(0));
        if (MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type)) {
            return inPairs(new String(body, StandardCharsets.ISO_8859_1));
        }
        // Files: no resource reads a query from one.
        return MediaType.MULTIPART_FORM_DATA.equalsTypeAndSubtype(type) ? Found.NOTHING : inJson(body);
    }

    private static MediaType typeOf(String header) {
        try {
            return MediaType.parseMediaType(header);
        } catch (InvalidMediaTypeException e) {
            // Read as the most dangerous of all, which is JSON.
            return null;
        }
    }

    /** Some resources read a body as text, by the character set that the caller names. */
    private static boolean isUtf8(String contentType) {
        Matcher named = CHARSET.matcher(contentType.toLowerCase(Locale.ROOT));
        while (named.find()) {
            if (!named.group(1).equals("utf-8") && !named.group(1).equals("utf8")) {
                return false;
            }
        }
        return true;
    }

    /** Parameters of an address or a form, whose values may be JSON again. */
    private static Found inPairs(String pairs) {
        if (pairs == null) {
            return Found.NOTHING;
        }
        for (String pair : pairs.split("[&;]")) {
            String[] nameAndValue = pair.split("=", 2);
            try {
                if (isExpression(decoded(nameAndValue[0]))
                        || nameAndValue.length > 1 && isJsonWithExpression(decoded(nameAndValue[1]))) {
                    return Found.EXPRESSION;
                }
            } catch (IllegalArgumentException e) {
                // No character is encoded like that. The resources, which read it later, say so for themselves.
                return Found.NO_JSON;
            }
        }
        return Found.NOTHING;
    }

    private static String decoded(String typed) {
        return URLDecoder.decode(typed, StandardCharsets.UTF_8);
    }

    private static Found inJson(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return isIn(parser) ? Found.EXPRESSION : Found.NOTHING;
        } catch (IOException e) {
            return Found.NO_JSON;
        }
    }

    private static boolean isIn(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME && isExpression(parser.currentName())
                    || token == JsonToken.VALUE_STRING && isJsonWithExpression(parser.getText())) {
                return true;
            }
        }
        return false;
    }

    /** A text that is JSON once more, as a query within a query may be. */
    private static boolean isJsonWithExpression(String text) {
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(stripped)) {
            return isIn(parser);
        } catch (JsonProcessingException e) {
            // It only looked like JSON; nobody can read a query from it.
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isExpression(String name) {
        return NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
