package ir.roshan.inbound;

import ir.roshan.request.MalformedTrackingCode;
import ir.roshan.request.TrackingCode;
import ir.roshan.text.BillId;
import ir.roshan.text.MalformedBillId;
import ir.roshan.text.TypedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an SMS asks for, as far as it is one of the few things that can be asked so. Whoever writes a sentence is not guessed at: a
 * report sends a crew.
 *
 * @param billId of a report; null where none can be read
 * @param code of a request; null where none can be read
 */
record Asked(Wish wish, BillId billId, TrackingCode code) {
    enum Wish {
        REPORT,
        /** Without a code: of the newest request of that number. */
        STATE,
        /** Twelve digits that could be the one or the other. */
        REPORT_OR_STATE,
        STOP,
        /** A number that is neither a bill id nor a code. */
        WRONG_NUMBER,
        /** Behind «پیگیری», and no code. */
        WRONG_CODE,
        NOTHING
    }

    private static final Set<String> FOLLOW =
            Set.of("پیگیری", "پیگیر", "وضعیت", "رهگیری", "کدرهگیری", "کد", "status", "track");
    private static final Set<String> STOP = Set.of("لغو", "stop", "توقف", "نفرستید", "unsubscribe");
    /** What bulk senders in Iran ask for, and people have learnt: the digits alone, or behind the word. */
    private static final String STOP_BY_DIGITS = "11";

    /** With nothing but these beside it a bill id is a report. */
    private static final Set<String> REPORT = Set.of(
            "برق",
            "برقم",
            "برقمان",
            "ندارم",
            "نداریم",
            "نداره",
            "ندارد",
            "ما",
            "من",
            "مان",
            "محل",
            "منزل",
            "خانه",
            "قطع",
            "قطعه",
            "قطعی",
            "است",
            "هست",
            "شد",
            "شده",
            "رفت",
            "رفته",
            "خاموش",
            "خاموشی",
            "گزارش",
            "شناسه",
            "قبض",
            "شناسهقبض",
            "سلام",
            "لطفا",
            "bill",
            "id",
            "no",
            "power",
            "outage",
            "electricity");

    static Asked read(String text) {
        List<String> words = words(text);
        String digits = String.join("", words.stream().filter(Asked::isNumber).toList());
        List<String> letters = words.stream().filter(word -> !isNumber(word)).toList();
        if (!letters.isEmpty() && STOP.containsAll(letters) && (digits.isEmpty() || digits.equals(STOP_BY_DIGITS))
                || letters.isEmpty() && digits.equals(STOP_BY_DIGITS)) return new Asked(Wish.STOP, null, null);
        boolean follows = !letters.isEmpty() && FOLLOW.containsAll(letters);
        if (follows && digits.isEmpty()) return new Asked(Wish.STATE, null, null);
        if (digits.isEmpty() || !follows && !REPORT.containsAll(letters)) return new Asked(Wish.NOTHING, null, null);
        Optional<TrackingCode> code = letters.isEmpty() || follows ? code(digits) : Optional.empty();
        Optional<BillId> billId = follows ? Optional.empty() : billId(digits);
        if (follows && code.isEmpty()) return new Asked(Wish.WRONG_CODE, null, null);
        if (code.isPresent() && billId.isPresent()) return new Asked(Wish.REPORT_OR_STATE, billId.get(), code.get());
        if (code.isPresent()) return new Asked(Wish.STATE, null, code.get());
        if (billId.isPresent()) return new Asked(Wish.REPORT, billId.get(), null);
        return new Asked(Wish.WRONG_NUMBER, null, null);
    }

    /** Whether a crew may have to be sent. */
    boolean reports() {
        return wish == Wish.REPORT || wish == Wish.REPORT_OR_STATE;
    }

    /** In one spelling, whatever stands between them; letters and digits that touch are two. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : TypedText.words(text).split(" "))
            words.addAll(Arrays.asList(word.split("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])")));
        words.removeIf(String::isEmpty);
        return words;
    }

    private static boolean isNumber(String word) {
        return word.charAt(0) >= '0' && word.charAt(0) <= '9';
    }

    private static Optional<TrackingCode> code(String digits) {
        try {
            return Optional.of(new TrackingCode(digits));
        } catch (MalformedTrackingCode e) {
            return Optional.empty();
        }
    }

    private static Optional<BillId> billId(String digits) {
        try {
            return Optional.of(BillId.parse(digits));
        } catch (MalformedBillId e) {
            return Optional.empty();
        }
    }
}
