package ir.roshan.security;

/** Somebody asked for what would leave the system without an administrator, or without a group or right that it works with. */
public final class AccountNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccountNeeded() {
        super("This account, group or right is needed by the system.");
    }
}
