package ir.roshan.outage;

import ir.roshan.calendar.IsoMoment;
import ir.roshan.network.ElementCode;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.request.FieldChecks;
import ir.roshan.text.TypedText;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads what a dispatcher, crew or manager has entered into a task; what cannot be is an {@link ImpossibleValue}. */
final class Entered {
    private Entered() {}

    /** Free text, normalised; empty if nothing was entered. */
    static Optional<String> text(String field, String typed, int maxLength) {
        if (typed == null) {
            return Optional.empty();
        }
        TypedText.problemOf(typed, true).ifPresent(code -> {
            throw new ImpossibleValue(field, code);
        });
        String text = TypedText.normalise(typed);
        if (text.codePointCount(0, text.length()) > maxLength) {
            throw new ImpossibleValue(field, "too-long");
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static <E extends Enum<E>> E oneOf(String field, String name, Class<E> type) {
        if (name == null || name.isBlank()) {
            throw new ImpossibleValue(field, "required");
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new ImpossibleValue(field, "unknown-value");
    }

    /** A moment in ISO 8601 with an offset. */
    static Instant moment(String field, String typed) {
        if (typed == null || typed.isBlank()) {
            throw new ImpossibleValue(field, "required");
        }
        try {
            return IsoMoment.parse(TypedText.normalise(typed)).toInstant();
        } catch (DateTimeParseException e) {
            throw new ImpossibleValue(field, "format");
        }
    }

    /**
     * What the network data has by that code, or by that bill id.
     *
     * @return empty if nothing was entered, or nothing that is known; the latter is then among the checks
     */
    static Optional<NetworkElement> element(String field, String typed, Network network, FieldChecks checks) {
        String code = checks.text(field, typed, 1, ElementCode.LONGEST, false);
        if (code == null) {
            return Optional.empty();
        }
        Optional<NetworkElement> element = network.element(code);
        if (element.isEmpty()) {
            checks.add(field, "unknown-element");
        }
        return element;
    }
}
