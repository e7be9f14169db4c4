package ir.roshan.process;

import ir.roshan.security.Accounts;
import ir.roshan.security.Fingerprint;
import ir.roshan.security.RecentAccounts;
import ir.roshan.security.Standing;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** The accounts, as the engine keeps them. */
@Component
class EngineAccounts implements Accounts {
    /** Nothing else can be an account's name; a database that is asked for a NUL answers with an error. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-]{1,64}");

    private final IdentityService identityService;
    private final RecentAccounts recent;

    EngineAccounts(IdentityService identityService, RecentAccounts recent) {
        this.identityService = identityService;
        this.recent = recent;
    }

    static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches();
    }

    @Override
    public Optional<Set<String>> authenticate(String name, String password) {
        return recent.groups(
                name,
                password,
                () -> identityService.checkPassword(name, password) ? Optional.of(groupsOf(name)) : Optional.empty());
    }

    @Override
    public Set<String> groupsOf(String name) {
        return identityService.createGroupQuery().groupMember(name).list().stream()
                .map(Group::getId)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<String, String> fullNames(Collection<String> names) {
        Map<String, String> found = new HashMap<>();
        String[] asked = names.stream().filter(Objects::nonNull).distinct().toArray(String[]::new);
        if (asked.length == 0) {
            return found;
        }
        for (User account : identityService.createUserQuery().userIdIn(asked).list()) {
            String name = Stream.of(account.getFirstName(), account.getLastName())
                    .filter(part -> part != null && !part.isBlank())
                    .map(String::strip)
                    .collect(Collectors.joining(" "));
            if (!name.isEmpty()) {
                found.put(account.getId(), name);
            }
        }
        return found;
    }

    @Override
    public Optional<Standing> standing(String name) {
        return Optional.ofNullable(
                        identityService.createUserQuery().userId(name).singleResult())
                .map(account -> new Standing(
                        Fingerprint.of(Objects.requireNonNullElse(account.getPassword(), "")), groupsOf(name)));
    }
}
