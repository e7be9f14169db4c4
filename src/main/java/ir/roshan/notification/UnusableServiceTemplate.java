package ir.roshan.notification;

/** A setting of the provider's templates cannot be meant, and the application does not start with it; the message says why. */
class UnusableServiceTemplate extends RuntimeException {
    UnusableServiceTemplate(String name, String why) {
        super("roshan.sms.templates." + name + " " + why);
    }
}
