package ir.roshan.plannedoutage;

/** A confirmation that does not fit what was pasted. */
public class ImpossibleConfirmation extends RuntimeException {
    private final String field;
    private final String code;

    ImpossibleConfirmation(String field, String code) {
        super(field + ": " + code);
        this.field = field;
        this.code = code;
    }

    public String field() {
        return field;
    }

    public String code() {
        return code;
    }
}
