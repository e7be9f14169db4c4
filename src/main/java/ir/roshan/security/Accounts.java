package ir.roshan.security;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The accounts of the house, wherever they are kept. Implemented once, in {@code process}: the engine keeps them. */
public interface Accounts {
    String DISPATCHERS = "dispatchers";
    String MANAGERS = "managers";
    String ADMINISTRATORS = "camunda-admin";
    /** Those ways of reporting that the agreement names; which one, says the account's name ({@code request.Channel}). */
    String CHANNELS = "channels";

    String DISTRICT_PREFIX = "district-";

    /** Whether the work of that district is open to who is in these groups: managers and administrators see all, dispatchers their own. */
    static boolean seesDistrict(Collection<String> groups, int district) {
        return groups.contains(MANAGERS)
                || groups.contains(ADMINISTRATORS)
                || groups.contains(DISTRICT_PREFIX + district);
    }

    /** @return the districts whose work is open to whoever is in these groups, without those of managers and administrators */
    static Set<Integer> districtsOf(Collection<String> groups) {
        return groups.stream()
                .filter(group -> group.matches(DISTRICT_PREFIX + "[0-9]{1,2}"))
                .map(group -> Integer.valueOf(group.substring(DISTRICT_PREFIX.length())))
                .collect(Collectors.toSet());
    }

    /**
     * @return the groups of the account; empty if name or password is wrong
     * @throws TooManyAttempts if the caller has been wrong too often, or too many others go before
     */
    Optional<Set<String>> authenticate(String name, String password);

    Set<String> groupsOf(String name);

    /**
     * @param names may hold null, for what no account did
     * @return what people are called behind these accounts; without an account that is no more, or has nobody's name
     */
    Map<String, String> fullNames(Collection<String> names);

    /** @return on what a session of the account rests at this moment; empty if there is no such account */
    Optional<Standing> standing(String name);
}
