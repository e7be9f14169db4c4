package ir.roshan.api;

import java.util.concurrent.ConcurrentHashMap;

/** How many files each account is bringing at this moment: each holds a thread for as long as it comes. */
final class ImportsUnderWay {
    private final int most;
    private final ConcurrentHashMap<String, Integer> byAccount = new ConcurrentHashMap<>();

    ImportsUnderWay(int most) {
        this.most = most;
    }

    /** @return whether there was room for one more */
    boolean begin(String account) {
        boolean[] begun = new boolean[1];
        byAccount.compute(account, (name, underWay) -> {
            int already = underWay == null ? 0 : underWay;
            begun[0] = already < most;
            return begun[0] ? already + 1 : underWay;
        });
        return begun[0];
    }

    void end(String account) {
        byAccount.compute(account, (name, underWay) -> underWay == 1 ? null : underWay - 1);
    }
}
