package ir.roshan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.testing.OnH2;
import ir.roshan.testing.RoshanServer;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How passwords are kept, and which are taken. */
@OnH2
class PasswordsTest extends RoshanServer {
    private static final String PASSWORD = "Roshan-demo-1405";

    private String hashOf(String account) {
        return jdbc.sql("SELECT PWD_ FROM ACT_ID_USER WHERE ID_ = :id")
                .param("id", account)
                .query(String.class)
                .single();
    }

    @Test
    void aPasswordIsHashedSlowly() {
        accountAsInOperation("hashed", List.of());
        assertThat(hashOf("hashed")).startsWith("{bcrypt-sha256}$2a$10$");
        assertThat(identityService.checkPassword("hashed", PASSWORD)).isTrue();
        assertThat(identityService.checkPassword("hashed", PASSWORD + "x")).isFalse();
    }

    @Test
    void anOldHashIsReadAndBecomesAModernOne() {
        account("of-before", List.of());
        String old = "{SHA-512}" + new Sha512HashDigest().encrypt(PASSWORD + "salt");
        jdbc.sql("UPDATE ACT_ID_USER SET PWD_ = :hash, SALT_ = 'salt' WHERE ID_ = 'of-before'")
                .param("hash", old)
                .update();
        assertThat(identityService.checkPassword("of-before", "wrong")).isFalse();
        assertThat(hashOf("of-before")).isEqualTo(old);
        assertThat(identityService.checkPassword("of-before", PASSWORD)).isTrue();
        assertThat(hashOf("of-before")).startsWith("{bcrypt-sha256}");
        assertThat(identityService.checkPassword("of-before", PASSWORD)).isTrue();
    }

    /** What was right is remembered with its hash, so that it is forgotten with it. */
    @Test
    void aChangedPasswordCountsAtOnce() {
        AdaptiveHash hash = new AdaptiveHash();
        String first = hash.encrypt("one");
        assertThat(hash.check("one", first)).isTrue();
        String second = hash.encrypt("two");
        assertThat(hash.check("one", second)).isFalse();
        assertThat(hash.check("one", first)).isTrue();
        assertThat(hash.check("two", first)).isFalse();
    }

    /** bcrypt itself reads 72 bytes. */
    @Test
    void aLongPasswordCountsToItsEnd() {
        AdaptiveHash hash = new AdaptiveHash();
        String stored = hash.encrypt("گذرواژه".repeat(20) + "1");
        assertThat(hash.check("گذرواژه".repeat(20) + "2", stored)).isFalse();
        assertThat(hash.check("گذرواژه".repeat(20) + "1", stored)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short-A1", "no-capital-letter-1", "NO-SMALL-LETTER-1", "No-digit-at-all", "NoSpecial1405"})
    void aWeakPasswordIsRefused(String password) {
        User user = identityService.newUser("weak");
        user.setFirstName("x");
        user.setLastName("y");
        user.setPassword(password);
        assertThatThrownBy(() -> identityService.saveUser(user)).isInstanceOf(ProcessEngineException.class);
        assertThat(identityService.createUserQuery().userId("weak").count()).isZero();
    }
}
