package ir.roshan.request;

import java.util.List;

/** What was sent cannot be a request; all faulty fields at once. */
public final class InvalidRequest extends RuntimeException {
    private final transient List<FieldError> errors;

    public InvalidRequest(List<FieldError> errors) {
        super("invalid fields: " + errors);
        this.errors = List.copyOf(errors);
    }

    public List<FieldError> errors() {
        return errors;
    }
}
