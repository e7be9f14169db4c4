package ir.roshan.calendar;

/** What was given is no day or time of the Solar Hijri calendar. */
public class MalformedSolarHijri extends RuntimeException {
    /** What is wrong. */
    public enum Reason {
        /** Not of the form year/month/day, or outside the years that the official list covers. */
        DATE("date"),
        /** A day that the month, or the year, does not have, such as 1404/12/30. */
        IMPOSSIBLE_DAY("impossible-day"),
        /** No time of a day. */
        TIME("time");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** As it stands in a problem's or a refused row's code. */
        public String code() {
            return code;
        }
    }

    private final Reason reason;

    MalformedSolarHijri(Reason reason) {
        super("malformed Solar Hijri moment: " + reason.code());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
