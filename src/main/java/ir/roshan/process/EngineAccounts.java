package ir.roshan.process;

import ir.roshan.security.Accounts;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthenticationException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.stereotype.Component;

/** The accounts, as the engine keeps them. */
@Component
class EngineAccounts implements Accounts {
    /** Nothing else can be an account's name; a database that is asked for a NUL answers with an error. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,64}");

    private final IdentityService identityService;

    EngineAccounts(IdentityService identityService) {
        this.identityService = identityService;
    }

    @Override
    public Optional<Set<String>> authenticate(String name, String password) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return identityService.checkPassword(name, password) ? Optional.of(groupsOf(name)) : Optional.empty();
        } catch (AuthenticationException locked) {
            // Too many attempts: to the caller a locked account looks like a wrong password.
            return Optional.empty();
        }
    }

    @Override
    public Set<String> groupsOf(String name) {
        return identityService.createGroupQuery().groupMember(name).list().stream()
                .map(Group::getId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
