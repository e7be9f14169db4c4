package ir.roshan.subscriber;

import static ir.roshan.calendar.InstantColumn.instant;
import static ir.roshan.calendar.InstantColumn.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of codes and of their sending. Numbers are known here by their keyed hashes alone. */
@Repository
class CodeRows {
    /** Rows of {@code mobile_code_lock}. */
    private static final int SLOTS = 32;

    private final JdbcClient jdbc;

    CodeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What counts about a number since then.
     *
     * @param codeHash null where no code is to be had
     * @param tries wrong ones
     */
    record Trial(String codeHash, Instant since, int tries) {}

    /** Until the transaction ends nobody else, on whichever node, counts for any of these. */
    void lock(String... subjects) {
        Stream.of(subjects)
                .map(subject -> Math.floorMod(subject.hashCode(), SLOTS))
                .distinct()
                .sorted() // all in one order, so that two never wait for each other
                .forEach(slot -> jdbc.sql("SELECT slot FROM mobile_code_lock WHERE slot = :slot FOR UPDATE")
                        .param("slot", slot)
                        .query(Integer.class)
                        .single());
    }

    Optional<Trial> trial(String number) {
        return jdbc.sql("SELECT code_hash, since, tries FROM mobile_code WHERE number_hash = :number")
                .param("number", number)
                .query((rs, n) -> new Trial(rs.getString("code_hash"), instant(rs, "since"), rs.getInt("tries")))
                .optional();
    }

    /** By the same statements whether there was one or not: the clock tells nothing. */
    void keep(String number, Trial trial) {
        jdbc.sql("DELETE FROM mobile_code WHERE number_hash = :number")
                .param("number", number)
                .update();
        jdbc.sql(
                        "INSERT INTO mobile_code (number_hash, code_hash, since, tries) VALUES (:number, :code, :since, :tries)")
                .param("number", number)
                .param("code", trial.codeHash())
                .param("since", utc(trial.since()))
                .param("tries", trial.tries())
                .update();
    }

    void sent(String number, String address, Instant at) {
        jdbc.sql("INSERT INTO mobile_code_sent (number_hash, address, at) VALUES (:number, :address, :at)")
                .param("number", number)
                .param("address", address)
                .param("at", utc(at))
                .update();
    }

    /** When the n-th latest was sent to that number since then; empty where there were fewer. */
    Optional<Instant> sentToNumber(String number, int n, Instant since) {
        return jdbc.sql("""
                        SELECT at FROM mobile_code_sent WHERE number_hash = :number AND at > :since
                         ORDER BY at DESC LIMIT 1 OFFSET :before
                        """)
                .param("number", number)
                .param("since", utc(since))
                .param("before", n - 1)
                .query(CodeRows::at)
                .optional();
    }

    /** The same at the wish of an address. */
    Optional<Instant> sentForAddress(String address, int n, Instant since) {
        return jdbc.sql("""
                        SELECT at FROM mobile_code_sent WHERE address = :address AND at > :since
                         ORDER BY at DESC LIMIT 1 OFFSET :before
                        """)
                .param("address", address)
                .param("since", utc(since))
                .param("before", n - 1)
                .query(CodeRows::at)
                .optional();
    }

    /** The same of all numbers and addresses. */
    Optional<Instant> sentToAnybody(int n, Instant since) {
        return jdbc.sql("SELECT at FROM mobile_code_sent WHERE at > :since ORDER BY at DESC LIMIT 1 OFFSET :before")
                .param("since", utc(since))
                .param("before", n - 1)
                .query(CodeRows::at)
                .optional();
    }

    private static Instant at(ResultSet rs, int n) throws SQLException {
        return instant(rs, "at");
    }

    void forget(String number) {
        jdbc.sql("DELETE FROM mobile_code WHERE number_hash = :number")
                .param("number", number)
                .update();
        jdbc.sql("DELETE FROM mobile_code_sent WHERE number_hash = :number")
                .param("number", number)
                .update();
    }

    void forgetTrialsBefore(Instant limit) {
        jdbc.sql("DELETE FROM mobile_code WHERE since < :limit")
                .param("limit", utc(limit))
                .update();
    }

    void forgetSentBefore(Instant limit) {
        jdbc.sql("DELETE FROM mobile_code_sent WHERE at < :limit")
                .param("limit", utc(limit))
                .update();
    }
}
