package ir.roshan.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import ir.roshan.security.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * How passwords are kept: bcrypt, which costs an attacker who has the database some tens of milliseconds for each guess, over a
 * SHA-256 of what the engine gives (password and salt), since bcrypt reads 72 bytes only. The hashes of before are still read
 * by the engine itself.
 *
 * <p>It would cost each call with HTTP Basic as much. So what was found right is remembered for some minutes, by a keyed digest
 * of password and stored hash together: a changed password has another hash, and is not found. Wrong ones are never remembered.
 */
final class AdaptiveHash implements PasswordEncryptor {
    static final String ALGORITHM = "bcrypt-sha256";
    private static final int STRENGTH = 10;
    private static final int REMEMBERED = 1_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(STRENGTH);
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    @Override
    public String encrypt(String password) {
        return bcrypt.encode(digest(password));
    }

    @Override
    public boolean check(String password, String encrypted) {
        String remembered = Fingerprint.of(encrypted, password);
        if (right.getIfPresent(remembered) != null) {
            return true;
        }
        boolean matches = bcrypt.matches(digest(password), encrypted);
        if (matches) {
            right.put(remembered, true);
        }
        return matches;
    }

    @Override
    public String hashAlgorithmName() {
        return ALGORITHM;
    }

    private static String digest(String password) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
