package ir.roshan.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hashes of what must be recognised and not be read. There are few mobile numbers, so that a plain hash of one is as good as the
 * number itself; these are made with a secret of this house, which all its nodes share by the database.
 */
@Component
public class KeyedHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final JdbcClient jdbc;
    private final TransactionTemplate apart;
    private volatile SecretKeySpec secret;

    KeyedHash(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        apart = new TransactionTemplate(transactions);
        // Not the caller's transaction: what it rolls back must not take the secret with it.
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** 43 characters, the same for the same parts. */
    public String of(String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret());
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                mac.update(bytes);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKeySpec secret() {
        if (secret == null) {
            String kept = read().orElseGet(this::drawn);
            secret = new SecretKeySpec(Base64.getDecoder().decode(kept), ALGORITHM);
        }
        return secret;
    }

    private Optional<String> read() {
        return jdbc.sql("SELECT secret FROM hash_secret WHERE hash_secret_id = 1")
                .query(String.class)
                .optional();
    }

    private String drawn() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        String drawn = Base64.getEncoder().encodeToString(random);
        try {
            apart.executeWithoutResult(
                    status -> jdbc.sql("INSERT INTO hash_secret (hash_secret_id, secret) VALUES (1, :secret)")
                            .param("secret", drawn)
                            .update());
            return drawn;
        } catch (DuplicateKeyException e) {
            return read().orElseThrow(() -> e); // another caller, or another node, was faster
        }
    }
}
