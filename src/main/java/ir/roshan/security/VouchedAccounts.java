package ir.roshan.security;

import java.util.Set;

/**
 * Accounts of operators for whom another house vouches. They lie beside the accounts with a password of ours and are
 * never mixed with them. Implemented in {@code process}.
 */
public interface VouchedAccounts {
    /**
     * @param issuer who vouches
     * @param subject for whom: never given to anybody else there, unlike a name
     * @param account by which name
     * @param groups of ours, and no others
     */
    record Vouched(
            String issuer, String subject, String account, String firstName, String lastName, Set<String> groups) {}

    /**
     * Gives the account exactly the groups that are vouched for, and makes it where it is new. Without a group none is made.
     *
     * @throws AccountTaken if there is an account of this name for which nobody vouches, or for somebody else
     */
    void keep(Vouched person);

    /** Nobody becomes another by a name. */
    final class AccountTaken extends RuntimeException {
        public AccountTaken(String account) {
            super("the account " + account + " is somebody else's");
        }
    }
}
