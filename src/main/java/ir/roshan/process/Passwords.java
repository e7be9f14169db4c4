package ir.roshan.process;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.impl.digest.Default16ByteSaltGenerator;
import org.camunda.bpm.engine.impl.digest.PasswordManager;
import org.camunda.bpm.engine.impl.digest.SaltGenerator;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;

/**
 * Compares a password with what is kept of one, with the same work whoever is asked for: one bcrypt, also where there is no
 * account, none of a password, or an old hash. By the time that a wrong one takes nobody learns which accounts there are.
 */
final class Passwords {
    private static final String MODERN = "{" + AdaptiveHash.ALGORITHM + "}";
    /** What the engine wrote before: up to 7.6, and from 7.7 on. */
    private static final List<String> OLD = List.of("{SHA}", "{SHA-512}");

    /** What is kept of a password. */
    record Hashed(String salt, String hash) {}

    private final SaltGenerator salts = new Default16ByteSaltGenerator();
    private final PasswordManager hashes;
    private final String nobodys;

    Passwords(AdaptiveHash modern) {
        hashes = new PasswordManager(modern, List.of());
        nobodys = hashes.encrypt(UUID.randomUUID().toString());
    }

    /** @param account null where there is none */
    boolean isRight(String password, UserEntity account) {
        if (account != null && isModern(account.getPassword())) {
            return matches(password, account);
        }
        boolean right = account != null && isOld(account) && matches(password, account);
        hashes.check(password, nobodys);
        return right;
    }

    /** With a salt of its own, as the engine keeps it. */
    Hashed hashed(String password) {
        String salt = salts.generateSalt();
        return new Hashed(salt, hashes.encrypt(EncryptionUtil.saltPassword(password, salt)));
    }

    static boolean isModern(String hash) {
        return hash != null && hash.startsWith(MODERN);
    }

    /** Any other is none that could be compared with. */
    private static boolean isOld(UserEntity account) {
        return account.getPassword() != null && OLD.stream().anyMatch(account.getPassword()::startsWith);
    }

    private boolean matches(String password, UserEntity account) {
        return hashes.check(EncryptionUtil.saltPassword(password, account.getSalt()), account.getPassword());
    }
}
