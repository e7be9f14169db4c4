package ir.roshan.notification;

import ir.roshan.text.MobileNumber;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One kind of message and the facts that its text needs. The names of a record's components are the placeholders of its
 * template. A tracking code is taken with hyphens or without, and kept without: twelve digits.
 *
 * <p>Long because it is one list of what people are told, a record for each.
 */
public sealed interface Message {
    MessageKind kind();

    /** By when the text says that supply is expected back; null where it says nothing of it, or is about what is over. */
    default Instant expectedBackAt() {
        return null;
    }

    /** Whether the text tells an estimate, for which somebody without power is glad to be woken. */
    default boolean tellsAnEstimate() {
        return false;
    }

    /** @param restoreBy the deadline of the agreement; null if none is set yet */
    record Registered(String trackingCode, Instant restoreBy) implements Message {
        public Registered {
            trackingCode = plain(trackingCode);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.REGISTERED;
        }
    }

    /**
     * @param endsAt null where no end was announced
     * @param certainty {@code PROBABLE} where the end is only likely; null where it is certain
     * @param reason in the company's words, of any length; null where none was announced
     */
    record Planned(String trackingCode, Instant startsAt, Instant endsAt, String certainty, String reason)
            implements Message {
        public Planned {
            trackingCode = plain(trackingCode);
            Objects.requireNonNull(startsAt, "startsAt");
        }

        @Override
        public Instant expectedBackAt() {
            return endsAt;
        }

        @Override
        public MessageKind kind() {
            return MessageKind.PLANNED;
        }
    }

    /**
     * The planned outage that the subscriber was told of now ends at another time.
     *
     * @param certainty {@code PROBABLE} where the end is only likely; null where it is certain
     */
    record PlannedChanged(String trackingCode, Instant endsAt, String certainty) implements Message {
        public PlannedChanged {
            trackingCode = plain(trackingCode);
            Objects.requireNonNull(endsAt, "endsAt");
        }

        @Override
        public Instant expectedBackAt() {
            return endsAt;
        }

        @Override
        public MessageKind kind() {
            return MessageKind.PLANNED_CHANGED;
        }
    }

    /**
     * The planned outage that the subscriber was told of was called off: the supply should be there, and what keeps it away is
     * looked for as for any fault.
     *
     * @param restoreBy the deadline of the agreement, which counts from now
     */
    record PlannedCancelled(String trackingCode, Instant restoreBy) implements Message {
        public PlannedCancelled {
            trackingCode = plain(trackingCode);
            Objects.requireNonNull(restoreBy, "restoreBy");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.PLANNED_CANCELLED;
        }
    }

    /** A crew is on its way, with the first estimate. */
    record CrewDispatched(String trackingCode, Instant estimatedRestorationAt) implements Message {
        public CrewDispatched {
            trackingCode = plain(trackingCode);
            Objects.requireNonNull(estimatedRestorationAt, "estimatedRestorationAt");
        }

        @Override
        public Instant expectedBackAt() {
            return estimatedRestorationAt;
        }

        @Override
        public boolean tellsAnEstimate() {
            return true;
        }

        @Override
        public MessageKind kind() {
            return MessageKind.CREW_DISPATCHED;
        }
    }

    /**
     * What the crew is told that goes to an outage (A3.4): where, what, and whom to call. Not about a request, and without a
     * tracking code.
     *
     * @param outage its number
     * @param hazard the hazard's code, such as {@code WIRE_DOWN}; null where none was reported
     * @param element the code of its kind, such as {@code TRANSFORMER}; null where only an address is known
     * @param elementCode null together with {@code element}
     * @param address where the hazard is, or the subscriber who alone has no power; null where neither is to be told
     * @param transformer that feeds the address; null where it is not known
     * @param subscriber number of whoever has reported from that address; null where nobody has
     * @param reports how many requests stand in it; null where one subscriber alone has no power
     * @param mapLink null where no position is known
     */
    record CrewOrder(
            String outage,
            String hazard,
            String element,
            String elementCode,
            String address,
            String transformer,
            MobileNumber subscriber,
            Integer reports,
            String mapLink)
            implements Message {
        public CrewOrder {
            Objects.requireNonNull(outage, "outage");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.CREW_ORDER;
        }

        /** Without address and number: whatever is concatenated ends in a log one day. */
        @Override
        public String toString() {
            return "CrewOrder[" + outage + "]";
        }
    }

    /**
     * What whoever is on call is told: an emergency was to be verified by now, and nobody has taken it. Nobody's address, number or
     * tracking code is in it.
     *
     * @param outage its number
     * @param hazard the hazard's code; null where none was reported
     * @param element the code of its kind; null where one place alone is out
     * @param elementCode null together with {@code element}
     * @param place in words that the public may read; null where there are none
     * @param others how many more emergencies of the district wait so; null where there are none
     */
    record OnCall(
            String outage,
            Integer district,
            String hazard,
            String element,
            String elementCode,
            String place,
            Instant verifyBy,
            Integer others)
            implements Message {
        public OnCall {
            Objects.requireNonNull(outage, "outage");
            Objects.requireNonNull(verifyBy, "verifyBy");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.ON_CALL;
        }
    }

    /**
     * The same of a danger at a place that is off on plan, of which there is no outage. Its first report is told by the tracking code,
     * since there may be nothing else to find it by; with that alone nobody reads whose report it is.
     *
     * @param hazard the hazard's code
     * @param transformer code of the one that feeds the place; null where it is not known
     * @param place in words that the public may read; null where there are none
     * @param others how many more emergencies of the district wait so; null where there are none
     */
    record OnCallDanger(
            Integer district,
            String trackingCode,
            String hazard,
            String transformer,
            String place,
            Instant verifyBy,
            Integer others)
            implements Message {
        public OnCallDanger {
            trackingCode = plain(trackingCode);
            Objects.requireNonNull(hazard, "hazard");
            Objects.requireNonNull(verifyBy, "verifyBy");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.ON_CALL;
        }
    }

    /** A crew is at work already where the subscriber's report has come to stand: the first estimate that they hear. */
    record Estimate(String trackingCode, Instant estimatedRestorationAt) implements Message {
        public Estimate {
            trackingCode = plain(trackingCode);
            Objects.requireNonNull(estimatedRestorationAt, "estimatedRestorationAt");
        }

        @Override
        public Instant expectedBackAt() {
            return estimatedRestorationAt;
        }

        @Override
        public boolean tellsAnEstimate() {
            return true;
        }

        @Override
        public MessageKind kind() {
            return MessageKind.ESTIMATE;
        }
    }

    /** The estimate that the subscriber was told no longer holds. */
    record EstimateChanged(String trackingCode, Instant estimatedRestorationAt) implements Message {
        public EstimateChanged {
            trackingCode = plain(trackingCode);
            Objects.requireNonNull(estimatedRestorationAt, "estimatedRestorationAt");
        }

        @Override
        public Instant expectedBackAt() {
            return estimatedRestorationAt;
        }

        @Override
        public boolean tellsAnEstimate() {
            return true;
        }

        @Override
        public MessageKind kind() {
            return MessageKind.ESTIMATE_CHANGED;
        }
    }

    /**
     * The agreed deadline has passed (A2.1).
     *
     * @param estimatedRestorationAt null where nobody can say yet
     */
    record Late(String trackingCode, Instant estimatedRestorationAt) implements Message {
        public Late {
            trackingCode = plain(trackingCode);
        }

        @Override
        public Instant expectedBackAt() {
            return estimatedRestorationAt;
        }

        @Override
        public boolean tellsAnEstimate() {
            return estimatedRestorationAt != null;
        }

        @Override
        public MessageKind kind() {
            return MessageKind.LATE;
        }
    }

    /**
     * The result of the request (A7.2), and how to object to it.
     *
     * @param restoredAt null where nothing was restored, or nobody knows when
     * @param cause the cause's code, such as {@code TREE}; null where none is known
     * @param feeRials null where the text is to say nothing of a fee; 0 where it is free of charge (A5.1)
     */
    record Result(String trackingCode, AnnouncedOutcome outcome, Instant restoredAt, String cause, Long feeRials)
            implements Message {
        public Result {
            trackingCode = plain(trackingCode);
            Objects.requireNonNull(outcome, "outcome");
            if (feeRials != null && feeRials < 0) throw new IllegalArgumentException("a fee is not below zero");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.RESULT;
        }
    }

    /** The withdrawal is recorded; no compensation is paid (A4.2). */
    record Withdrawn(String trackingCode) implements Message {
        public Withdrawn {
            trackingCode = plain(trackingCode);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.WITHDRAWN;
        }
    }

    /** A person has phoned with the result, and nobody answered (A3.5). */
    record CallAgain(String trackingCode) implements Message {
        public CallAgain {
            trackingCode = plain(trackingCode);
        }

        @Override
        public MessageKind kind() {
            return MessageKind.CALL_AGAIN;
        }
    }

    /**
     * What is planned at places of a number, of which nothing was told so far.
     *
     * @param lines at least one
     * @param stop the address by which such messages are stopped; null where the company has told none
     */
    record PlanAhead(List<PlanLine> lines, String stop) implements Message {
        public PlanAhead {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) throw new IllegalArgumentException("a message tells something");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.PLAN_AHEAD;
        }
    }

    /**
     * What was told of places of a number is another now; what is new, and what was called off, is told in the same message.
     *
     * @param lines at least one
     * @param stop the address by which such messages are stopped; null where the company has told none
     */
    record PlanAheadChanged(List<PlanLine> lines, String stop) implements Message {
        public PlanAheadChanged {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) throw new IllegalArgumentException("a message tells something");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.PLAN_AHEAD_CHANGED;
        }
    }

    /**
     * What was told of places of a number was called off, and nothing stands in its place.
     *
     * @param lines at least one
     * @param stop the address by which such messages are stopped; null where the company has told none
     */
    record PlanAheadCancelled(List<PlanLine> lines, String stop) implements Message {
        public PlanAheadCancelled {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) throw new IllegalArgumentException("a message tells something");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.PLAN_AHEAD_CANCELLED;
        }
    }

    /**
     * What begins in a while at places of a number.
     *
     * @param lines at least one
     * @param stop the address by which such messages are stopped; null where the company has told none
     */
    record PlanSoon(List<PlanLine> lines, String stop) implements Message {
        public PlanSoon {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) throw new IllegalArgumentException("a message tells something");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.PLAN_SOON;
        }
    }

    /**
     * Shows whose a number is: whoever reads it there brings it back. Not about a request.
     *
     * @param mobileCode six ASCII digits
     * @param webOtp the last line, by which browsers know the code and whose it is; null where our address is not known
     */
    record MobileCode(String mobileCode, String webOtp) implements Message {
        public MobileCode {
            Objects.requireNonNull(mobileCode, "mobileCode");
        }

        @Override
        public MessageKind kind() {
            return MessageKind.MOBILE_CODE;
        }

        /** Without the code: whatever is concatenated ends in a log one day. */
        @Override
        public String toString() {
            return "MobileCode[]";
        }
    }

    /**
     * What whoever has written an SMS is told. All but {@code what} are null where they are not known, or there is no request.
     *
     * @param state the code of where it stands, such as {@code CHECKING}
     * @param outcome the code of how it ended, such as {@code RESTORED}
     */
    record Answer(
            AnswerWording what,
            String trackingCode,
            String state,
            String outcome,
            Instant expectedAt,
            Instant restoreBy)
            implements Message {
        public Answer {
            Objects.requireNonNull(what, "what");
            trackingCode = trackingCode == null ? null : plain(trackingCode);
        }

        /** About no request. */
        public Answer(AnswerWording what) {
            this(what, null, null, null, null, null);
        }

        @Override
        public Instant expectedBackAt() {
            return expectedAt;
        }

        @Override
        public MessageKind kind() {
            return MessageKind.ANSWER;
        }
    }

    private static String plain(String trackingCode) {
        String plain = trackingCode.replace("-", "");
        if (!plain.matches("[0-9]{12}")) throw new IllegalArgumentException("a tracking code has twelve digits");
        return plain;
    }
}
