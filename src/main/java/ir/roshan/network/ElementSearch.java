package ir.roshan.network;

import ir.roshan.text.TypedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks for the element that somebody means, by a code, a bill id, or words of the addresses below it. */
@Repository
public class ElementSearch {
    /** Of an address that is searched for. */
    private static final int MOST_WORDS = 6;

    private static final int SHORTEST_ADDRESS = 3;

    private final JdbcClient jdbc;
    private final Network network;

    ElementSearch(JdbcClient jdbc, Network network) {
        this.jdbc = jdbc;
        this.network = network;
    }

    /**
     * What a person may mean by a code or an address.
     *
     * @param servicePoints how many lie below it
     * @param matching how many of them have the address; 0 where it was found by its code
     */
    public record Candidate(NetworkElement element, int district, int servicePoints, int matching) {}

    /**
     * Elements whose code begins so, and transformers and feeders below which addresses have all of these words.
     *
     * @param districts null for all
     * @param atMost of each kind
     */
    public List<Candidate> search(String typed, Collection<District> districts, int atMost) {
        String code = TypedText.code(typed);
        if (code.isEmpty() || districts != null && districts.isEmpty()) return List.of();
        List<Integer> among = districts == null
                ? IntStream.rangeClosed(District.FIRST, District.LAST).boxed().toList()
                : districts.stream().map(District::number).toList();
        List<Candidate> found = new ArrayList<>(jdbc.sql("""
                        SELECT kind, code, district, service_points, 0 AS matching
                          FROM network_element
                         WHERE upper(code) LIKE upper(:code) ESCAPE '!' AND district IN (:districts)
                         ORDER BY length(code), code
                         LIMIT :atMost
                        """)
                .param("code", literally(code) + "%")
                .param("districts", among)
                .param("atMost", atMost)
                .query(ElementSearch::candidate)
                .list());
        network.servicePointElement(code)
                .filter(point -> network.districtsOf(point).stream().allMatch(d -> among.contains(d.number())))
                .map(point -> new Candidate(point, network.districtOf(point).orElseThrow(), 1, 0))
                .ifPresent(found::add);
        found.addAll(byAddress(code, among, atMost));
        return found;
    }

    /** Transformers, and then feeders: the addresses are gone through once for both. */
    private List<Candidate> byAddress(String words, List<Integer> among, int atMost) {
        List<String> all = Arrays.stream(words.split("[\\s،,]+"))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
        if (all.stream().mapToInt(String::length).sum() < SHORTEST_ADDRESS) return List.of();
        StringBuilder conditions = new StringBuilder();
        for (int i = 0; i < all.size(); i++)
            conditions.append(" AND p.address LIKE :word").append(i).append(" ESCAPE '!'");
        JdbcClient.StatementSpec question =
                jdbc.sql("""
                        WITH transformer (code, matching) AS (
                            SELECT p.transformer_code, count(*)
                              FROM service_point p
                             WHERE p.district IN (:districts)%s
                             GROUP BY p.transformer_code
                        ), feeder (code, matching) AS (
                            SELECT t.parent_code, sum(m.matching)
                              FROM transformer m JOIN network_element t ON t.code = m.code
                             GROUP BY t.parent_code
                        ), placed AS (
                            SELECT e.kind, e.code, e.district, e.service_points, m.matching,
                                   row_number() OVER (PARTITION BY e.kind ORDER BY m.matching DESC, e.code) AS place
                              FROM (SELECT code, matching FROM transformer UNION ALL SELECT code, matching FROM feeder) m
                              JOIN network_element e ON e.code = m.code
                        )
                        SELECT kind, code, district, service_points, matching FROM placed
                         WHERE place <= :atMost
                         ORDER BY CASE kind WHEN 'TRANSFORMER' THEN 0 ELSE 1 END, place
                        """.formatted(conditions)).param("districts", among).param("atMost", atMost);
        for (int i = 0; i < all.size(); i++) question = question.param("word" + i, "%" + literally(all.get(i)) + "%");
        return question.query(ElementSearch::candidate).list();
    }

    private static String literally(String text) {
        return text.replaceAll("[!%_]", "!$0");
    }

    private static Candidate candidate(ResultSet row, int number) throws SQLException {
        return new Candidate(
                Network.element(row, number),
                row.getInt("district"),
                row.getInt("service_points"),
                row.getInt("matching"));
    }
}
