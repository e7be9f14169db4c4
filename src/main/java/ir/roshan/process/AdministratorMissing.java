package ir.roshan.process;

/** The database knows no administrator and no password was given for one: nobody could ever log in, or worse, anybody. */
final class AdministratorMissing extends RuntimeException {
    AdministratorMissing() {
        super(
                "This database has no administrator yet. Set ROSHAN_ADMIN_PASSWORD in the environment for the first start;"
                        + " the account is called 'admin'.");
    }
}
