package ir.roshan.crew;

import ir.roshan.network.District;
import ir.roshan.request.FieldChecks;
import ir.roshan.text.MobileNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The crews, as managers keep them. */
@Repository
public class Crews {
    static final int LONGEST_NAME = 100;
    private static final String SELECT = "SELECT crew_id, name, district, mobile FROM crew";

    private final JdbcClient jdbc;

    Crews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a manager has entered about a crew. */
    public record Entry(String name, District district, MobileNumber mobile) {
        /**
         * @param checks what reading the call has found; everything faulty is added
         * @throws ir.roshan.request.InvalidRequest naming every faulty field
         */
        public static Entry of(String name, Integer district, String mobile, FieldChecks checks) {
            String called = checks.text("name", name, 1, LONGEST_NAME, false);
            if (called == null) {
                checks.add("name", "required");
            }
            District of = checks.district("district", district);
            if (district == null) {
                checks.add("district", "required");
            }
            MobileNumber number = checks.mobile("mobile", mobile);
            checks.throwIfAny();
            return new Entry(called, of, number);
        }
    }

    /** By district and name. @param district null for all */
    public List<Crew> all(Integer district) {
        return jdbc.sql(SELECT + """
                         WHERE CAST(:district AS integer) IS NULL OR district = :district
                         ORDER BY district, name
                        """)
                .param("district", district)
                .query(Crews::row)
                .list();
    }

    public Optional<Crew> find(District district, String name) {
        return jdbc.sql(SELECT + " WHERE district = :district AND name = :name")
                .param("district", district.number())
                .param("name", name)
                .query(Crews::row)
                .optional();
    }

    /** @throws CrewExists if the district has one of that name */
    @Transactional
    public Crew add(Entry entry) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        try {
            jdbc.sql("INSERT INTO crew (name, district, mobile) VALUES (:name, :district, :mobile)")
                    .param("name", entry.name())
                    .param("district", entry.district().number())
                    .param("mobile", entry.mobile().value())
                    .update(key, "crew_id");
        } catch (DuplicateKeyException e) {
            throw new CrewExists();
        }
        return new Crew(key.getKeyAs(Long.class), entry.name(), entry.district(), entry.mobile());
    }

    /**
     * @throws UnknownCrew if there is none
     * @throws CrewExists if the district has another one of that name
     */
    @Transactional
    public Crew change(long id, Entry entry) {
        try {
            int changed = jdbc.sql("""
                            UPDATE crew SET name = :name, district = :district, mobile = :mobile WHERE crew_id = :id
                            """)
                    .param("name", entry.name())
                    .param("district", entry.district().number())
                    .param("mobile", entry.mobile().value())
                    .param("id", id)
                    .update();
            if (changed == 0) {
                throw new UnknownCrew();
            }
        } catch (DuplicateKeyException e) {
            throw new CrewExists();
        }
        return new Crew(id, entry.name(), entry.district(), entry.mobile());
    }

    /** @throws UnknownCrew if there is none */
    @Transactional
    public void remove(long id) {
        int removed =
                jdbc.sql("DELETE FROM crew WHERE crew_id = :id").param("id", id).update();
        if (removed == 0) {
            throw new UnknownCrew();
        }
    }

    private static Crew row(ResultSet row, int number) throws SQLException {
        return new Crew(
                row.getLong("crew_id"),
                row.getString("name"),
                new District(row.getInt("district")),
                new MobileNumber(row.getString("mobile")));
    }
}
