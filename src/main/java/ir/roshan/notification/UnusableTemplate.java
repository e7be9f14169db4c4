package ir.roshan.notification;

/** A message text of the company cannot be used, and the application does not start with it; the message says why. */
class UnusableTemplate extends RuntimeException {
    UnusableTemplate(String file, String why) {
        super("the message template " + file + " " + why);
    }
}
