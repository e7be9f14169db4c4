package ir.roshan.process;

import ir.roshan.security.Accounts;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.impl.identity.Authentication;

/**
 * A row of {@link PermittedDeeds}: who does it, by which doors of the web apps' API, with which members of a body, and by
 * which commands of the engine.
 */
final class Deed {
    /** For whom a row is. A group is one of the house's; whoever is in several has the rows of all. */
    enum Who {
        /** Also without an account. */
        ANYBODY,
        /** With an account, in whatever group. */
        EVERYBODY,
        DISPATCHERS(Accounts.DISPATCHERS),
        CHANNELS(Accounts.CHANNELS),
        MANAGERS(Accounts.MANAGERS),
        ADMINISTRATORS(Accounts.ADMINISTRATORS);

        private final String group;

        Who() {
            this(null);
        }

        Who(String group) {
            this.group = group;
        }

        /** @param person null for somebody without an account */
        boolean includes(Authentication person) {
            if (person == null || group == null) {
                return this == ANYBODY || this == EVERYBODY && person != null;
            }
            return person.getGroupIds() != null && person.getGroupIds().contains(group);
        }
    }

    private final String what;
    private final Set<Who> who;
    private final Map<String, Optional<Set<String>>> doors = new LinkedHashMap<>();
    private final Set<String> questions = new HashSet<>();
    private final Set<Class<?>> commands = new LinkedHashSet<>();
    private String own;

    private Deed(String what, Set<Who> who) {
        this.what = what;
        this.who = who;
    }

    static Deed deed(String what, Who... who) {
        return new Deed(what, Set.of(who));
    }

    /** Doors behind which something is looked at. A body there is a question. */
    Deed reading(String... keys) {
        List.of(keys).forEach(key -> {
            doors.put(key, Optional.empty());
            questions.add(key);
        });
        return this;
    }

    /** A door that takes a whole thing; what may be changed in it is decided behind it. */
    Deed whole(String key) {
        doors.put(key, Optional.empty());
        return this;
    }

    /**
     * A door behind which something changes.
     *
     * @param key method and template of the path, as {@link PeoplesDoor} spells them
     * @param members of the body that are taken
     */
    Deed at(String key, String... members) {
        doors.put(key, Optional.of(Set.of(members)));
        return this;
    }

    /** @param commands or what holds them, where they are nested classes */
    Deed by(Class<?>... commands) {
        this.commands.addAll(List.of(commands));
        return this;
    }

    /** Only what bears the account's own name. @param parameter of the path that holds the name */
    Deed own(String parameter) {
        own = parameter;
        return this;
    }

    boolean isOf(Authentication person) {
        return who.stream().anyMatch(each -> each.includes(person));
    }

    /** @param path the parameters of the path */
    boolean permits(Authentication person, String door, Map<String, String> path) {
        return doors.containsKey(door)
                && isOf(person)
                && (own == null || person.getUserId().equals(path.get(own)));
    }

    boolean permits(Authentication person, Class<?> command) {
        return has(command) && isOf(person);
    }

    boolean has(Class<?> command) {
        return commands.contains(command.getNestHost());
    }

    Set<String> doors() {
        return doors.keySet();
    }

    /** @return empty where any member may be sent */
    Optional<Set<String>> members(String door) {
        return doors.get(door);
    }

    boolean isQuestion(String door) {
        return questions.contains(door);
    }

    @Override
    public String toString() {
        return what;
    }
}
