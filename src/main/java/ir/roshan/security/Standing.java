package ir.roshan.security;

import java.util.Set;

/**
 * What a session of an account rests on. Where it is no more, every session ends that has begun with it: the password was
 * changed or set anew, a group was lost, the account is gone or is another of the same name.
 *
 * @param password the {@link Fingerprint} of what is kept of the password
 */
public record Standing(String password, Set<String> groups) {
    /** Whether whoever has begun with this may go on. A group more does no harm. */
    public boolean holdsUnder(Standing now) {
        return password.equals(now.password) && now.groups.containsAll(groups);
    }
}
