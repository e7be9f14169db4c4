package ir.roshan.request;

/** The key of a request's row: what the engine holds instead of the request. Never shown to anybody outside. */
public record RequestId(long value) {

    /** @throws NumberFormatException if {@code text} is no number; an incident, never a business path */
    public static RequestId parse(String text) {
        return new RequestId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
