package ir.roshan.api;

import ir.roshan.request.FieldChecks;
import ir.roshan.text.TypedText;
import java.util.List;

/** Reads the parameter {@code district}. */
final class Districts {
    private Districts() {}

    /**
     * @return null where none was named
     * @throws ir.roshan.request.InvalidRequest if it is no district's number
     */
    static Integer read(String district) {
        FieldChecks checks = new FieldChecks(List.of());
        Integer number = read(checks, district);
        checks.throwIfAny();
        return number;
    }

    /** @return null where none was named, or what was named is no district's number */
    static Integer read(FieldChecks checks, String district) {
        if (district == null) {
            return null;
        }
        String typed = TypedText.normalise(district);
        if (typed.matches("[1-9][0-9]?")) {
            return Integer.valueOf(typed);
        }
        checks.add("district", "range");
        return null;
    }
}
