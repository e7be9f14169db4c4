package ir.roshan.subscriber;

/** From where codes come: out of the dark, but in the demo, where no SMS leaves. */
@FunctionalInterface
public interface CodeSource {
    /** Digits in a code. */
    int DIGITS = 6;

    /** @return {@value #DIGITS} ASCII digits that nobody can foretell */
    String next();
}
