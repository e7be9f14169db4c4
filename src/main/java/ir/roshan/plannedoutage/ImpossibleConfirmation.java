package ir.roshan.plannedoutage;

import ir.roshan.text.FieldCode;

/** A confirmation that does not fit what was pasted. */
public class ImpossibleConfirmation extends RuntimeException {
    private final String field;
    private final String code;

    /** @param code of {@link FieldCode} */
    ImpossibleConfirmation(String field, String code) {
        super(field + ": " + code);
        this.field = field;
        this.code = FieldCode.known(code);
    }

    public String field() {
        return field;
    }

    public String code() {
        return code;
    }
}
