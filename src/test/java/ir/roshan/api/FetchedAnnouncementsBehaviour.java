package ir.roshan.api;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.calendar.SolarHijri;
import ir.roshan.network.District;
import ir.roshan.plannedoutage.AnnouncementScope;
import ir.roshan.plannedoutage.FetchedAnnouncements;
import ir.roshan.testing.Call;
import ir.roshan.testing.RoshanServer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may look at what was fetched and not understood, and put it in force. */
class FetchedAnnouncementsBehaviour extends RoshanServer {
    private static final String ANNOUNCEMENTS = "/api/v1/operations/planned-outages/announcements";
    private static final String ONE = ANNOUNCEMENTS + "/{id}";

    @Autowired
    private FetchedAnnouncements fetched;

    private String day() {
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), SolarHijri.TEHRAN).plusDays(1);
        return SolarHijri.formatDate(tomorrow, Locale.ENGLISH);
    }

    private String waits(AnnouncementScope scope, String source) {
        String text = "برنامه خاموشی مورخ " + day() + "\nقطعی برق در ساعت ۹ تا ۱۱\nخیابان یکم\nلطفا صرفه جویی کنید";
        assertThat(fetched.take(List.of(text), scope, source).waiting()).isEqualTo(1);
        return fetched.waiting(AnnouncementScope.wholeCompany()).stream()
                .filter(one -> one.source().equals(source))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private boolean lists(String account, String id) {
        return get(ANNOUNCEMENTS).as(account).send(200).body().contains(id);
    }

    private Call confirming(String account, String id) {
        return post(ONE + "/confirmation", id).as(account).json("{\"ignored\": [4]}");
    }

    @Test
    void whatADistrictsSourceBringsIsForWhoeverAnnouncesThere() {
        String id = waits(AnnouncementScope.of(List.of(new District(1))), "source:1:one.example");
        assertThat(lists("admin", id)).isTrue();
        assertThat(lists("dispatcher-1", id)).isTrue();
        assertThat(lists("dispatcher-2", id)).isFalse();
        get(ONE, id).as("dispatcher-2").send(404);
        confirming("dispatcher-2", id).send(404);
        assertThat(get(ONE, id).as("dispatcher-1").send(200).at("/text")).contains("لطفا");
        confirming("admin", id).send(200);
        assertThat(jdbc.sql("""
                                SELECT c.scope FROM plan_coverage c
                                  JOIN pasted_announcement p ON p.announcement_id = c.announcement_id
                                 WHERE p.pasted_id = :id
                                """).param("id", id).query(String.class).list())
                .as("also by an administrator for that district alone")
                .containsExactly("1");
        confirming("dispatcher-1", id).send(409);
        assertThat(lists("dispatcher-1", id)).isFalse();
    }

    @Test
    void whatSpeaksForTheCompanyIsForAdministrators() {
        String id = waits(AnnouncementScope.wholeCompany(), "source:2:two.example");
        assertThat(lists("dispatcher-1", id)).isFalse();
        get(ONE, id).as("dispatcher-1").send(404);
        confirming("dispatcher-1", id).send(404);
        get(ANNOUNCEMENTS).as("manager").send(403);
        get(ANNOUNCEMENTS).send(401);
        confirming("admin", id).send(200);
    }

    /** Nobody else's paste is opened by this. */
    @Test
    void whatSomebodyHasPastedStaysTheirs() {
        String id = post(ANNOUNCEMENTS)
                .as("dispatcher-1")
                .body(
                        "text/plain;charset=UTF-8",
                        ("برنامه خاموشی مورخ " + day() + "\nقطعی برق در ساعت ۹ تا ۱۱\nخیابان یکم")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .send(201)
                .at("/id");
        get(ONE, id).as("admin").send(404);
        assertThat(lists("admin", id)).isFalse();
    }
}
