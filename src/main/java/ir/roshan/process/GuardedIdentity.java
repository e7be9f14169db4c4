package ir.roshan.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import ir.roshan.security.Logins;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/**
 * Every password that anybody offers the engine comes by here, be it at the login of the web apps, with HTTP Basic, or in a
 * resource of the engine's that asks for one again.
 */
final class GuardedIdentity extends IdentityServiceImpl {
    private static final int REMEMBERED = 10_000;

    private final Supplier<Logins> logins;
    /** Whose hash was looked at since the start. */
    private final Cache<String, Boolean> modern =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    GuardedIdentity(Supplier<Logins> logins) {
        this.logins = logins;
    }

    /** A locked account, and one that is asked for no more where the caller is, look like a wrong password. */
    @Override
    public boolean checkPassword(String account, String password) {
        if (!EngineAccounts.isName(account) || !logins.get().isOpen(account)) {
            return false;
        }
        boolean right = super.checkPassword(account, password) || checkedAtAKnownPlace(account, password);
        if (right) {
            hashAnew(account, password);
            logins.get().succeeded(account);
        } else {
            logins.get().failed(account, createUserQuery().userId(account).count() > 0);
        }
        return right;
    }

    /** A right password is the one moment at which an old hash can become a modern one. */
    private void hashAnew(String account, String password) {
        modern.get(
                account,
                name -> commandExecutor.execute(context -> {
                    UserEntity user = context.getDbEntityManager().selectById(UserEntity.class, name);
                    if (!user.getPassword().startsWith("{" + AdaptiveHash.ALGORITHM + "}")) {
                        user.setPassword(password);
                        user.encryptPassword();
                    }
                    return true;
                }));
    }

    /** Strangers may have locked the account. Whoever was in from here before is not kept out by them. */
    private boolean checkedAtAKnownPlace(String account, String password) {
        if (getCurrentAuthentication() != null || !logins.get().isFromKnownPlace(account)) {
            return false;
        }
        unlockUser(account);
        return super.checkPassword(account, password);
    }
}
