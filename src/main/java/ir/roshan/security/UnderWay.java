package ir.roshan.security;

import java.util.HashMap;
import java.util.Map;

/**
 * The passwords that this node has in hand at this moment. Of one place there are never more different ones than may be wrong
 * there; so a burst of guesses is bounded before the database has counted the first, also where a right one would cost
 * nothing. Calls with the same password, as a channel's program makes by the dozen, are one.
 */
final class UnderWay {
    private final Map<Place, Map<String, Integer>> guesses = new HashMap<>();

    /** @return false if there are so many others that this one is not to be looked at */
    synchronized boolean enter(Place place, String guess, int most) {
        Map<String, Integer> there = guesses.computeIfAbsent(place, any -> new HashMap<>());
        if (there.size() >= most && !there.containsKey(guess)) {
            return false;
        }
        there.merge(guess, 1, Integer::sum);
        return true;
    }

    synchronized void leave(Place place, String guess) {
        Map<String, Integer> there = guesses.get(place);
        there.computeIfPresent(guess, (any, calls) -> calls == 1 ? null : calls - 1);
        if (there.isEmpty()) {
            guesses.remove(place);
        }
    }

    /** How many different ones come from an address, for all accounts together. */
    synchronized int from(String address) {
        return guesses.entrySet().stream()
                .filter(there -> there.getKey().address().equals(address))
                .mapToInt(there -> there.getValue().size())
                .sum();
    }
}
