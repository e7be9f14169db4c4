package ir.roshan.process;

import ir.roshan.security.AccountNeeded;
import ir.roshan.security.Accounts;
import ir.roshan.security.Fingerprint;
import ir.roshan.security.Logins;
import ir.roshan.security.RecentAccounts;
import java.util.Objects;
import java.util.function.Supplier;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every password that anybody offers the engine comes by here, be it at the login of the web apps, with HTTP Basic, or in a
 * resource of the engine's that asks for one again. The engine's own check is not used: it compares within a transaction, and
 * locks accounts, so that strangers could keep their owners out.
 */
final class GuardedIdentity extends IdentityServiceImpl {
    /** Stands for whatever cannot be an account's name: the database is asked for nothing else. */
    private static final String NO_NAME = "?";

    private static final Logger LOG = LoggerFactory.getLogger(GuardedIdentity.class);

    private final Supplier<Logins> logins;
    private final Supplier<RecentAccounts> recent;
    private final Passwords passwords;

    GuardedIdentity(Supplier<Logins> logins, Supplier<RecentAccounts> recent, Passwords passwords) {
        this.logins = logins;
        this.recent = recent;
        this.passwords = passwords;
    }

    /** @throws ir.roshan.security.TooManyAttempts if it was not looked at */
    @Override
    public boolean checkPassword(String name, String typed) {
        mayAskFor(name);
        String account = EngineAccounts.isName(name) ? name : NO_NAME;
        String password = Objects.requireNonNullElse(typed, "");
        return asNobody(() -> isRight(account, password));
    }

    /** A new account, or another password of one that is known. */
    @Override
    public void saveUser(User account) {
        changing(() -> super.saveUser(account));
    }

    @Override
    public void createMembership(String account, String group) {
        changing(() -> super.createMembership(account, group));
    }

    /** @throws AccountNeeded if a person deletes the last administrator */
    @Override
    public void deleteUser(String account) {
        changing(() -> commandExecutor.execute(new NeededAccounts.DeleteAccount(account)));
    }

    /** @throws AccountNeeded if a person takes the last administrator out of their group */
    @Override
    public void deleteMembership(String account, String group) {
        changing(() -> commandExecutor.execute(new NeededAccounts.EndMembership(account, group)));
    }

    /** @throws AccountNeeded if a person deletes a group that this system works with */
    @Override
    public void deleteGroup(String group) {
        changing(() -> commandExecutor.execute(new NeededAccounts.DeleteGroup(group)));
    }

    /** What is remembered of accounts is forgotten with whatever changes them. */
    private void changing(Runnable change) {
        try {
            change.run();
        } finally {
            recent.get().changed();
        }
    }

    private boolean isRight(String account, String password) {
        UserEntity kept = kept(account);
        String hash = kept == null ? "" : Objects.requireNonNullElse(kept.getPassword(), "");
        boolean right = logins.get().isRight(account, password, hash, () -> isRight(password, kept));
        // Where an old hash was replaced just now, another one is kept.
        UserEntity now = right && !Passwords.isModern(hash) ? kept(account) : kept;
        if (!right || now == null) {
            return false;
        }
        logins.get().proven(new Logins.Proven(account, Fingerprint.of(now.getPassword())));
        return true;
    }

    private boolean isRight(String password, UserEntity kept) {
        boolean right = passwords.isRight(password, kept);
        if (right && !Passwords.isModern(kept.getPassword())) {
            keep(kept.getId(), kept.getPassword(), passwords.hashed(password));
        }
        return right;
    }

    /** A right password is the one moment at which an old hash can become a modern one. */
    private void keep(String account, String old, Passwords.Hashed modern) {
        try {
            commandExecutor.execute(context -> {
                UserEntity user = context.getDbEntityManager().selectById(UserEntity.class, account);
                if (user != null && old.equals(user.getPassword())) {
                    user.setSalt(modern.salt());
                    user.setDbPassword(modern.hash());
                }
                return user;
            });
        } catch (OptimisticLockingException e) {
            LOG.info("another node has just hashed a password anew");
        }
        recent.get().changed();
    }

    private UserEntity kept(String account) {
        return commandExecutor.execute(context -> context.getDbEntityManager().selectById(UserEntity.class, account));
    }

    /** Whoever is logged in is asked for their own password again; somebody else's they could only guess. */
    private void mayAskFor(String name) {
        Authentication person = getCurrentAuthentication();
        boolean isTheirOwn = person == null || Objects.equals(person.getUserId(), name);
        if (!isTheirOwn
                && (person.getGroupIds() == null || !person.getGroupIds().contains(Accounts.ADMINISTRATORS))) {
            throw new AuthorizationException("Nobody is asked for another's password.");
        }
    }

    /** What is looked up here is nobody's to allow. */
    private <T> T asNobody(Supplier<T> work) {
        Authentication person = getCurrentAuthentication();
        clearAuthentication();
        try {
            return work.get();
        } finally {
            setAuthentication(person);
        }
    }
}
