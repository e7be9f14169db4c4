package ir.roshan.request;

import ir.roshan.agreement.Company;
import ir.roshan.text.Sha256;
import ir.roshan.text.TypedText;
import ir.roshan.transaction.OneTrip;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who reports the same place with the same number while they wait for a result has reported already: that request is theirs, and
 * nothing is registered and nobody told twice. A danger that nobody has named yet is news, and never taken for a repeat.
 */
@Service
public class OpenReports {
    /** As many rows as {@code report_lock} has. */
    private static final int SLOTS = 4096;

    private final Requests requests;
    private final Company company;

    OpenReports(Requests requests, Company company) {
        this.requests = requests;
        this.company = company;
    }

    /** One of the open requests of a place and number. */
    record Open(TrackingCode trackingCode, Hazard hazard, boolean lifeSupport) {}

    /**
     * The open request that says what is reported; where it names a danger that somebody has seen to, the caller says so
     * ({@link Danger#reportedAgain}). If there is none, nobody else reports the same until the caller's transaction
     * ends, so that a request which is registered in it is the only one.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<TrackingCode> alreadyMade(NewRequest report) {
        String place = placeKeyOf(report);
        int slot = Math.floorMod(place.hashCode(), SLOTS);
        OneTrip.Answers<Boolean, List<Open>> looked = requests.lockReportsAtOnce(slot, place);
        if (looked.first()) {
            return among(looked.second(), report);
        }
        // Who repeats a report waits for nobody.
        return among(looked.second(), report).or(() -> {
            requests.lockReports(slot);
            return among(requests.openAt(place), report);
        });
    }

    /** @param open the newest first */
    private static Optional<TrackingCode> among(List<Open> open, NewRequest report) {
        boolean dangerIsKnown =
                report.hazard() == Hazard.NONE || open.stream().anyMatch(one -> one.hazard() == report.hazard());
        boolean needIsKnown = !report.lifeSupport() || open.stream().anyMatch(Open::lifeSupport);
        if (open.isEmpty() || !dangerIsKnown || !needIsKnown) {
            return Optional.empty();
        }
        return open.stream()
                .filter(one -> one.hazard() == report.hazard())
                .findFirst()
                .or(() -> Optional.of(open.get(0)))
                .map(Open::trackingCode);
    }

    /**
     * The place and the number in one. An address is the same in whatever spelling and punctuation; one district's is another
     * place than another's.
     */
    String placeKeyOf(NewRequest report) {
        if (report.billId() != null) {
            return report.billId().value() + " " + report.mobile().value();
        }
        int district = report.district() == null
                ? company.defaultDistrict()
                : report.district().number();
        return Sha256.of(TypedText.words(report.address()) + "\n" + district + "\n"
                + report.mobile().value());
    }
}
