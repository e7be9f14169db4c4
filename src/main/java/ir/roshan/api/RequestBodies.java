package ir.roshan.api;

import ir.roshan.request.FieldChecks;
import ir.roshan.request.Hazard;
import ir.roshan.request.Proof;
import ir.roshan.request.RequestDraft;
import ir.roshan.text.MobileNumber;
import java.util.LinkedHashSet;
import java.util.Set;

/** The bodies of the contract, as they are read. */
final class RequestBodies {
    static final Set<String> NEW_REQUEST = Set.of(
            "billId",
            "address",
            "district",
            "mobile",
            "subscriberType",
            "description",
            "hazard",
            "lifeSupport",
            "neighboursOut",
            "outSince",
            "language",
            "latitude",
            "longitude");
    private static final String MOBILE_LAST_4 = "mobileLast4";

    private RequestBodies() {}

    static RequestDraft draft(StrictJson body) {
        return new RequestDraft(
                body.text("billId"),
                body.text("address"),
                body.integer("district"),
                body.text("mobile"),
                body.text("subscriberType"),
                body.text("description"),
                body.text("hazard"),
                body.flag("lifeSupport"),
                body.text("neighboursOut"),
                body.text("outSince"),
                body.text("language"),
                body.decimal("latitude"),
                body.decimal("longitude"));
    }

    /** What a subscriber who changes something sends: the proof, and perhaps more. */
    record Change(Proof proof, Hazard hazard, String text, String note, Integer rating, String comment) {}

    /**
     * @param further members besides the proof: {@code hazard}, {@code text}, {@code note}, {@code rating}, {@code comment}
     * @throws ir.roshan.request.InvalidRequest naming every faulty field
     */
    static Change change(byte[] body, String... further) {
        return change(null, body, further);
    }

    /**
     * The same of whoever has shown that a number is theirs: no digits are asked for.
     *
     * @throws ir.roshan.request.InvalidRequest naming every faulty field
     */
    static Change changeBy(MobileNumber shown, byte[] body, String... further) {
        return change(shown, body, further);
    }

    private static Change change(MobileNumber shown, byte[] body, String... further) {
        Set<String> members = new LinkedHashSet<>(Set.of(further));
        if (shown == null) {
            members.add(MOBILE_LAST_4);
        }
        StrictJson json = StrictJson.object(body, members);
        String last4 = shown == null ? json.text(MOBILE_LAST_4) : shown.last4();
        String typedHazard = members.contains("hazard") ? json.text("hazard") : null;
        String typedText = members.contains("text") ? json.text("text") : null;
        String typedNote = members.contains("note") ? json.text("note") : null;
        Integer rating = members.contains("rating") ? json.integer("rating") : null;
        String typedComment = members.contains("comment") ? json.text("comment") : null;
        FieldChecks checks = new FieldChecks(json.errors());
        if (last4 == null) {
            checks.add(MOBILE_LAST_4, "required");
        } else if (!Proof.isWellFormed(last4)) {
            checks.add(MOBILE_LAST_4, "format");
        }
        Hazard hazard = checks.oneOf("hazard", typedHazard, Hazard.NONE);
        if (members.contains("hazard") && hazard == Hazard.NONE) {
            checks.add("hazard", typedHazard == null ? "required" : "unknown-value");
        }
        if (members.contains("rating")) {
            if (rating == null) {
                checks.add("rating", "required");
            } else if (rating < 1 || rating > 5) {
                checks.add("rating", "range");
            }
        }
        String text = checks.text("text", typedText, 0, 500, true);
        if (members.contains("text") && text == null) {
            checks.add("text", "required");
        }
        String note = checks.text("note", typedNote, 0, 500, true);
        String comment = checks.text("comment", typedComment, 0, 1000, true);
        checks.throwIfAny();
        Proof proof =
                shown == null ? Proof.parse(last4).broughtBy(Caller.current().desk()) : Proof.shown(shown);
        return new Change(proof, hazard, text, note, rating, comment);
    }
}
