package ir.roshan.outage;

/** What a dispatcher, crew or manager entered is missing or cannot be; the task stays open. */
public final class ImpossibleValue extends RuntimeException {
    private final String field;
    private final String code;

    /**
     * @param field the task variable
     * @param code required, unknown-value, format, too-long, characters, in-future, in-past, range, before-outage, unknown-element or element-has-outage
     */
    public ImpossibleValue(String field, String code) {
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
