package ir.roshan.outage;

import ir.roshan.text.FieldCode;

/** What a dispatcher, crew or manager entered is missing or cannot be; the task stays open. */
public final class ImpossibleValue extends RuntimeException {
    private final String field;
    private final String code;

    /**
     * @param field the task variable
     * @param code of {@link FieldCode}
     */
    public ImpossibleValue(String field, String code) {
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
