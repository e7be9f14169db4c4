package ir.roshan.plannedoutage;

import static java.time.ZoneOffset.UTC;

import ir.roshan.network.District;
import ir.roshan.network.ElementKind;
import ir.roshan.network.Network;
import ir.roshan.network.NetworkElement;
import ir.roshan.text.Portions;
import ir.roshan.text.Sha256;
import ir.roshan.text.TypedText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** A window, and in the company's words the place that it is of. */
    record OfWords(PlannedOutage window, String place) {}

    /**
     * What is announced in a time by words that have all of these: of the places themselves, those without a known end among
     * them, or as the area of an element's window.
     *
     * @param words as whole words, in normal form; not empty
     */
    List<OfWords> named(List<String> words, Instant from, Instant until, int atMost) {
        StringBuilder sql = new StringBuilder("""
                SELECT w.*, p.words
                  FROM planned_outage w
                  LEFT JOIN planned_place p ON p.place_id = w.place_id
                 WHERE (w.ends_at > :from OR w.ends_at IS NULL AND w.starts_at > :longAgo)
                   AND w.starts_at < :until AND w.planned AND NOT w.cancelled
                """);
        Map<String, Object> parameters = new HashMap<>();
        for (String word : words) {
            String name = "word" + parameters.size();
            sql.append(" AND lower(coalesce(p.words, w.area)) LIKE :").append(name);
            parameters.put(name, "%" + word + "%");
        }
        sql.append(" ORDER BY w.starts_at, w.planned_outage_id LIMIT :atMost");
        return jdbc
                .sql(sql.toString())
                .params(parameters)
                .param("from", from.atOffset(UTC))
                .param("until", until.atOffset(UTC))
                .param("longAgo", from.minus(PlannedOutages.LONGEST_WITHOUT_END).atOffset(UTC))
                .param("atMost", atMost)
                .query((row, number) -> {
                    PlannedOutage window = PlannedOutages.row(row, number);
                    String place = row.getString("words");
                    return new OfWords(window, place == null ? window.area() : place);
                })
                .list()
                .stream()
                .filter(found -> new HashSet<>(wordsOf(found.place())).containsAll(words))
                .toList();
    }

    /** The place of these words, which are new to us if need be; to be called while no other import runs. */
    long of(String words, Instant now) {
        String normal = normalForm(words);
        String key = Sha256.of(normal);
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
        return add(normal, now, 1);
    }

    private long add(String normal, Instant now, int timesCame) {
        GeneratedKeyHolder id = new GeneratedKeyHolder();
        jdbc.sql("""
                        INSERT INTO planned_place (words, words_key, last_came_at, times_came)
                        VALUES (:words, :key, :now, :timesCame)
                        """)
                .param("words", normal)
                .param("key", Sha256.of(normal))
                .param("now", now.atOffset(UTC))
                .param("timesCame", timesCame)
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

    /**
     * A place as it is known.
     *
     * @param district where a person has said it; null else
     * @param tiedBy of the latest tie; null together with {@code tiedAt} where it is tied to nothing
     */
    record Known(
            long id,
            String words,
            District district,
            Set<NetworkElement> elements,
            String tiedBy,
            Instant tiedAt,
            int timesCame,
            Instant lastCameAt) {}

    Optional<Known> find(long id) {
        return known("WHERE place_id = :id ORDER BY place_id LIMIT 1 OFFSET 0", Map.of("id", id)).stream()
                .findFirst();
    }

    Optional<Known> find(String words) {
        return known(
                        "WHERE words_key = :key ORDER BY place_id LIMIT 1 OFFSET 0",
                        Map.of("key", Sha256.of(normalForm(words))))
                .stream()
                .findFirst();
    }

    /** The same, which is new to us if need be: then it has come in no list so far. */
    Known known(String words, Instant now) {
        return find(words)
                .orElseGet(() ->
                        find(add(normalForm(words), now.minusMillis(1), 0)).orElseThrow());
    }

    /** What a question for places is answered with. */
    record Found(List<Known> places, int total) {}

    /**
     * Those that came last first.
     *
     * @param words all of which a place has to have, in any order; may be empty
     */
    Found find(String words, boolean untiedOnly, int offset, int atMost) {
        Map<String, Object> parameters = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        for (String word : wordsOf(words)) {
            // Letters and digits are all that a normal form has, so that none stands for others.
            String name = "word" + parameters.size();
            conditions.add("words LIKE :" + name);
            parameters.put(name, "%" + word + "%");
        }
        if (untiedOnly)
            conditions.add("NOT EXISTS (SELECT 1 FROM planned_place_tie t WHERE t.place_id = planned_place.place_id)");
        String where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
        int total = jdbc.sql("SELECT count(*) FROM planned_place " + where)
                .params(parameters)
                .query(Integer.class)
                .single();
        Map<String, Object> page = new HashMap<>(parameters);
        page.put("atMost", atMost);
        page.put("offset", offset);
        return new Found(
                known(where + " ORDER BY last_came_at DESC, place_id LIMIT :atMost OFFSET :offset", page), total);
    }

    /**
     * Those that have all of these words, each as a whole word and in any order; those that came last first. «شهر» is no
     * «شهرک»: somebody would be told of another's place.
     */
    List<Known> havingWords(Collection<String> words, int atMost) {
        Map<String, Object> parameters = new HashMap<>();
        StringBuilder where = new StringBuilder("WHERE 1 = 1");
        for (String word : words) {
            String name = "word" + parameters.size();
            where.append(" AND ' ' || words || ' ' LIKE :").append(name);
            parameters.put(name, "% " + word + " %");
        }
        parameters.put("atMost", atMost);
        return known(where + " ORDER BY last_came_at DESC, place_id LIMIT :atMost", parameters);
    }

    /** The words that are tied to elements, those that came last first. */
    Map<NetworkElement, List<String>> wordsOf(Collection<NetworkElement> elements) {
        List<String> codes =
                elements.stream().map(NetworkElement::code).distinct().toList();
        Map<NetworkElement, List<String>> words = new HashMap<>();
        for (List<String> portion : Portions.of(codes)) {
            jdbc.sql("""
                            SELECT t.element_kind, t.element_code, p.words
                              FROM planned_place_tie t
                              JOIN planned_place p ON p.place_id = t.place_id
                             WHERE t.element_code IN (:codes)
                             ORDER BY p.last_came_at DESC, p.place_id
                            """).param("codes", portion).query(row -> {
                NetworkElement element = new NetworkElement(
                        ElementKind.valueOf(row.getString("element_kind")), row.getString("element_code"));
                words.computeIfAbsent(element, each -> new ArrayList<>()).add(row.getString("words"));
            });
        }
        return words;
    }

    /** The words of a place as they are compared. */
    static List<String> wordsOf(String typed) {
        return Arrays.stream(normalForm(typed).split(" "))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private List<Known> known(String which, Map<String, ?> parameters) {
        return jdbc
                .sql("SELECT place_id, words, district, times_came, last_came_at FROM planned_place " + which)
                .params(parameters)
                .query((row, number) -> new Known(
                        row.getLong("place_id"),
                        row.getString("words"),
                        Optional.ofNullable(row.getObject("district", Integer.class))
                                .map(District::new)
                                .orElse(null),
                        Set.of(),
                        null,
                        null,
                        row.getInt("times_came"),
                        row.getObject("last_came_at", OffsetDateTime.class).toInstant()))
                .list()
                .stream()
                .map(this::withTies)
                .toList();
    }

    private Known withTies(Known place) {
        Set<NetworkElement> elements = new LinkedHashSet<>();
        String[] by = new String[1];
        Instant[] at = new Instant[1];
        jdbc.sql("""
                        SELECT element_kind, element_code, tied_by, tied_at FROM planned_place_tie
                         WHERE place_id = :id ORDER BY tied_at, element_code
                        """).param("id", place.id()).query(row -> {
            elements.add(new NetworkElement(
                    ElementKind.valueOf(row.getString("element_kind")), row.getString("element_code")));
            by[0] = row.getString("tied_by");
            at[0] = row.getObject("tied_at", OffsetDateTime.class).toInstant();
        });
        return new Known(
                place.id(),
                place.words(),
                place.district(),
                elements,
                by[0],
                at[0],
                place.timesCame(),
                place.lastCameAt());
    }

    /** To these elements and no others; who tied one that stays is not forgotten. */
    void tie(Known place, Set<NetworkElement> elements, District district, String by, Instant at) {
        jdbc.sql("UPDATE planned_place SET district = :district WHERE place_id = :id")
                .param("district", district == null ? null : district.number())
                .param("id", place.id())
                .update();
        for (NetworkElement gone : place.elements())
            if (!elements.contains(gone))
                jdbc.sql("""
                                DELETE FROM planned_place_tie
                                 WHERE place_id = :id AND element_kind = :kind AND element_code = :code
                                """)
                        .param("id", place.id())
                        .param("kind", gone.kind().name())
                        .param("code", gone.code())
                        .update();
        for (NetworkElement element : elements)
            if (!place.elements().contains(element))
                jdbc.sql("""
                                INSERT INTO planned_place_tie (place_id, element_kind, element_code, tied_by, tied_at)
                                VALUES (:id, :kind, :code, :by, :at)
                                """)
                        .param("id", place.id())
                        .param("kind", element.kind().name())
                        .param("code", element.code())
                        .param("by", by)
                        .param("at", at.atOffset(UTC))
                        .update();
    }

    /** Whether nobody has said that the place of these words is another's. */
    boolean isOwn(String words, OwnPlaces announcer) {
        if (announcer.isOfTheCompany()) return true;
        Optional<Known> place = find(words);
        return place.isEmpty()
                || (place.get().district() == null
                                || announcer.scope().covers(place.get().district()))
                        && place.get().elements().stream().allMatch(announcer::isOwn);
    }

    /** In which the place of these words lies, as a person has said or its elements have it; empty where it could be several. */
    Optional<District> districtOf(String words, Network network) {
        Optional<Known> place = find(words);
        if (place.isEmpty() || place.get().district() != null) return place.map(Known::district);
        Set<District> fed = new HashSet<>();
        place.get().elements().forEach(element -> fed.addAll(network.districtsOf(element)));
        return fed.size() == 1 ? fed.stream().findFirst() : Optional.empty();
    }
}
