package ir.roshan.outage;

import ir.roshan.outage.RepairLedger.Kind;
import ir.roshan.outage.RepairLedgers.Head;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the ledgers anew, from no more than the newest outages: what is suggested may be some hours old, and costs a form nothing. */
@Service
public class RepairLedgerRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(RepairLedgerRenewal.class);

    /** Networks and crews change; a summer and a winter are in it twice. */
    private static final Duration LOOKING_BACK = Duration.ofDays(730);

    private static final int MOST = 50_000;
    /** Of several nodes one does it. */
    private static final Duration OLD = Duration.ofHours(5);

    private final RepairLedgers ledgers;
    private final Clock clock;

    RepairLedgerRenewal(RepairLedgers ledgers, Clock clock) {
        this.ledgers = ledgers;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
    @Transactional
    public void renewWhatIsOld() {
        Instant old = clock.instant().minus(OLD);
        if (ledgers.locked().values().stream()
                .map(Head::renewedAt)
                .anyMatch(renewed -> renewed == null || renewed.isBefore(old))) {
            renew();
        }
    }

    @Transactional
    public void renew() {
        Instant now = clock.instant();
        ledgers.locked();
        List<PastRepair> repairs = RepairDays.counted(ledgers.newest(now.minus(LOOKING_BACK), MOST));
        RepairDays days = RepairDays.of(repairs);
        List<PastRepair> ordinary =
                repairs.stream().filter(Predicate.not(days::isMajor)).toList();
        keep(Kind.ORDINARY, ordinary, days, now);
        keep(Kind.CAUSE_KNOWN, ordinary, days, now);
        keep(Kind.MAJOR_EVENT, repairs.stream().filter(days::isMajor).toList(), days, now);
    }

    private void keep(Kind kind, List<PastRepair> repairs, RepairDays days, Instant now) {
        RepairLedger ledger = RepairLedger.of(repairs, kind).orElse(null);
        ledgers.keep(kind, ledger, days.stormAbove(), now);
        if (ledger != null) {
            LOG.info(
                    "repair ledger {}: {} repairs, tried on {}, off by {} min (the district's median: {} min)",
                    kind,
                    ledger.repairs(),
                    ledger.tested(),
                    Math.round(ledger.offMinutes()),
                    Math.round(ledger.districtOffMinutes()));
        }
    }
}
