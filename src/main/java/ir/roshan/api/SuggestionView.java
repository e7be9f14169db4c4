package ir.roshan.api;

import ir.roshan.outage.Suggestion;
import ir.roshan.outage.Suggestions;
import java.time.Instant;
import java.util.List;

/** @param none why there is no estimate; null where there is one */
record SuggestionView(Estimate suggestion, Suggestion.None none) {
    /**
     * @param from,until between which eight of ten of its like were restored
     * @param repairs of the district, from which it was learned
     */
    record Estimate(
            Instant estimatedRestorationAt,
            Instant from,
            Instant until,
            int repairs,
            List<Suggestion.Because> because) {}

    static SuggestionView of(Suggestions.Answer answer) {
        Suggestion s = answer.suggestion();
        return new SuggestionView(
                s == null ? null : new Estimate(s.restorationAt(), s.from(), s.until(), s.repairs(), s.because()),
                answer.none());
    }
}
