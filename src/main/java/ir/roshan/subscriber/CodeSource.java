package ir.roshan.subscriber;

import java.security.SecureRandom;

/** From where codes come: out of the dark, but in the demo, where no SMS leaves. */
@FunctionalInterface
public interface CodeSource {
    /** Digits in a code. */
    int DIGITS = 6;

    static CodeSource random() {
        SecureRandom random = new SecureRandom();
        return () -> "%06d".formatted(random.nextInt(1_000_000));
    }

    /** @return {@value #DIGITS} ASCII digits that nobody can foretell */
    String next();
}
