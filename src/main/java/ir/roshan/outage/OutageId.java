package ir.roshan.outage;

/** The key of an outage's row: what the engine holds instead of the outage. */
public record OutageId(long value) {

    /** @throws NumberFormatException if {@code text} is no number; an incident, never a business path */
    public static OutageId parse(String text) {
        return new OutageId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
