package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.ElementKind;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.TypedText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/**
 * The places that the company names in words, and the elements to which a person has tied them: the same words come again, and
 * mean the same.
 */
final class PlannedPlaces {
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private final JdbcClient jdbc;

    PlannedPlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One spelling of each letter and digit, single blanks, and nothing that is no word. */
    static String normalForm(String words) {
        return NO_WORD.matcher(TypedText.normalise(words))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** The place of these words, which are new to us if need be; to be called while no other import runs. */
    long of(String words, Instant now) {
        String normal = normalForm(words);
        String key = key(normal);
        Optional<Long> known = jdbc.sql("SELECT place_id FROM planned_place WHERE words_key = :key")
                .param("key", key)
                .query(Long.class)
                .optional();
        if (known.isPresent()) {
            // Once for each list, however many of its windows are there.
            jdbc.sql("""
                            UPDATE planned_place SET times_came = times_came + 1, last_came_at = :now
                             WHERE place_id = :id AND last_came_at < :now
                            """)
                    .param("id", known.get())
                    .param("now", now.atOffset(UTC))
                    .update();
            return known.get();
        }
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO planned_place (words, words_key, last_came_at, times_came) VALUES (:words, :key, :now, 1)
                        """)
                .param("words", normal)
                .param("key", key)
                .param("now", now.atOffset(UTC))
                .update(id, "place_id");
        return id.getKeyAs(Long.class);
    }

    Set<NetworkElement> tiedTo(long placeId) {
        return new HashSet<>(jdbc.sql("SELECT element_kind, element_code FROM planned_place_tie WHERE place_id = :id")
                .param("id", placeId)
                .query((row, number) -> new NetworkElement(
                        ElementKind.valueOf(row.getString("element_kind")), row.getString("element_code")))
                .list());
    }

    private static String key(String normal) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(normal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
