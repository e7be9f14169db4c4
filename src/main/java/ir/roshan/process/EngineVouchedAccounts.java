package ir.roshan.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import ir.roshan.security.AuditLog;
import ir.roshan.security.VouchedAccounts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Operators for whom another house vouches (by OpenID Connect), as accounts of the engine, so that filters, rights and districts count for them as
 * for anybody. Each bears whom it is vouched for, and a password that nobody knows.
 */
@Component
class EngineVouchedAccounts implements VouchedAccounts {
    private static final String VOUCHED_FOR = "oidc";
    private static final int PASSWORD_BYTES = 32;

    private final IdentityService identityService;
    private final AuditLog audit;
    private final SecureRandom random = new SecureRandom();

    EngineVouchedAccounts(IdentityService identityService, AuditLog audit) {
        this.identityService = identityService;
        this.audit = audit;
    }

    @Override
    @Transactional
    public void keep(Vouched person) {
        String account = person.account();
        boolean known = identityService.createUserQuery().userId(account).count() > 0;
        if (known && !whoever(person).equals(identityService.getUserInfo(account, VOUCHED_FOR))) {
            throw new AccountTaken(account);
        }
        if (!known && person.groups().isEmpty()) {
            return;
        }
        if (!known) {
            create(person);
        }
        Set<String> before = identityService.createGroupQuery().groupMember(account).list().stream()
                .map(Group::getId)
                .collect(Collectors.toCollection(TreeSet::new));
        if (before.equals(person.groups())) {
            return;
        }
        before.stream()
                .filter(group -> !person.groups().contains(group))
                .forEach(group -> identityService.deleteMembership(account, group));
        person.groups().stream()
                .filter(group -> !before.contains(group))
                .forEach(group -> identityService.createMembership(account, group));
        audit.append(
                account,
                AuditLog.Deed.ACCOUNTS_CHANGED,
                account,
                "OpenID Connect: " + String.join(", ", before) + " -> " + String.join(", ", person.groups()));
    }

    private void create(Vouched person) {
        User user = identityService.newUser(person.account());
        user.setFirstName(person.firstName());
        user.setLastName(person.lastName());
        user.setPassword(passwordOfNobody());
        identityService.saveUser(user);
        identityService.setUserInfo(person.account(), VOUCHED_FOR, whoever(person));
    }

    /** As long as the policy asks and of all its kinds. */
    private String passwordOfNobody() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes) + "aA1!";
    }

    /** Issuer and subject together are one person; as a digest they fit the column, whatever the other house calls them. */
    private static String whoever(Vouched person) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(person.issuer().getBytes(UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(person.subject().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
