package ir.roshan.process;

/** The database knows no administrator and no password was given for one: nobody could ever log in, or worse, anybody. */
final class AdministratorMissing extends RuntimeException {
    private AdministratorMissing(String message) {
        super(message);
    }

    static AdministratorMissing becauseOfAWeakPassword() {
        return new AdministratorMissing(
                "This database has no administrator yet, and the password in ROSHAN_ADMIN_PASSWORD is too weak for one.");
    }

    AdministratorMissing() {
        this("This database has no administrator yet. Set ROSHAN_ADMIN_PASSWORD in the environment for the first start;"
                + " the account is called 'admin'.");
    }
}
