package ir.roshan.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** An OpenID provider that believes everybody, and can be made to vouch wrongly. */
public final class OtherHouse implements AutoCloseable {
    public static final String CLIENT = "roshan";
    public static final String SECRET = "a secret: of the client";
    private static final String KEY = "key-1";

    private final HttpServer server;
    private final RSAKey key = newKey();
    private final RSAKey strangersKey = newKey();
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
    private volatile boolean isThere = true;
    private volatile Person person;

    /** Who sits before the provider's login page, and how what is said of them is spoilt. */
    public record Person(
            String subject, String name, List<String> groups, UnaryOperator<JWTClaimsSet.Builder> spoilt, Seal seal) {
        public Person(String subject, String name, String... groups) {
            this(subject, name, List.of(groups), claims -> claims, Seal.OWN);
        }

        public Person spoilt(UnaryOperator<JWTClaimsSet.Builder> how) {
            return new Person(subject, name, groups, how, seal);
        }

        public Person sealed(Seal with) {
            return new Person(subject, name, groups, spoilt, with);
        }
    }

    public enum Seal {
        OWN,
        A_STRANGERS,
        NONE
    }

    public OtherHouse() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration",
                call -> answer(call, isThere ? 200 : 503, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                 "jwks_uri": "%1$s/keys", "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}
                """.formatted(issuer())));
        server.createContext("/keys", call -> answer(call, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether anybody answers. */
    public void isThere(boolean is) {
        isThere = is;
    }

    /**
     * Somebody logs in at the provider, to whose page the application has sent them.
     *
     * @return where the provider sends the browser back to
     */
    public URI authorize(URI sentTo, Person who) {
        Map<String, String> question = parameters(sentTo.getRawQuery());
        require(sentTo.toString().startsWith(issuer() + "/authorize?"), "sent to " + sentTo);
        require("code".equals(question.get("response_type")), "asked for no code");
        require(CLIENT.equals(question.get("client_id")), "another client");
        require(question.get("scope").contains("openid"), "asked for no ID token");
        require(question.get("nonce") != null && question.get("state") != null, "no nonce or state");
        require("S256".equals(question.get("code_challenge_method")), "no PKCE");
        person = who;
        String code = UUID.randomUUID().toString();
        asked.put(code, question);
        return URI.create(question.get("redirect_uri") + "?code=" + code + "&state=" + question.get("state"));
    }

    private void token(HttpExchange call) throws IOException {
        Map<String, String> form = parameters(new String(call.getRequestBody().readAllBytes(), UTF_8));
        Map<String, String> question = asked.remove(form.getOrDefault("code", ""));
        String credentials = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (CLIENT + ":" + SECRET.replace(":", "%3A").replace(" ", "+")).getBytes(UTF_8));
        if (question == null
                || !credentials.equals(call.getRequestHeaders().getFirst("Authorization"))
                || !question.get("redirect_uri").equals(form.get("redirect_uri"))
                || !question.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")))) {
            answer(call, 400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        answer(call, 200, """
                {"access_token": "%s", "token_type": "Bearer", "expires_in": 60, "id_token": "%s"}
                """.formatted(UUID.randomUUID(), idToken(question.get("nonce"))));
    }

    private String idToken(String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet claims = person.spoilt()
                .apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject(person.subject())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                        .claim("nonce", nonce)
                        .claim("preferred_username", person.name())
                        .claim("given_name", "زهرا")
                        .claim("family_name", "کریمی")
                        .claim("groups", person.groups()))
                .build();
        if (person.seal() == Seal.NONE) {
            return new PlainJWT(claims).serialize();
        }
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY).build(), claims);
            token.sign(new RSASSASigner(person.seal() == Seal.OWN ? key : strangersKey));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(KEY).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String encoded) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            parameters.put(nameAndValue[0], URLDecoder.decode(nameAndValue[1], UTF_8));
        }
        return parameters;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) throw new AssertionError(otherwise);
    }

    private static void answer(HttpExchange call, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        call.getResponseHeaders().set("Content-Type", "application/json");
        call.sendResponseHeaders(status, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
