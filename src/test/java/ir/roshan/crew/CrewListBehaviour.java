package ir.roshan.crew;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.crew.Crews.Entry;
import ir.roshan.network.District;
import ir.roshan.network.ImportLock;
import ir.roshan.testing.Room;
import ir.roshan.text.ImportReport;
import ir.roshan.text.MobileNumber;
import ir.roshan.text.RowProblem;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which crews there are, and how a company's file changes them (A3.4). */
class CrewListBehaviour extends Room {
    private final Crews crews = new Crews(jdbc);
    private final CrewImport file = new CrewImport(crews, new ImportLock(jdbc, roomsDatabase().transactions));

    private static Entry entry(String name, int district, String mobile) {
        return new Entry(name, new District(district), new MobileNumber(mobile));
    }

    private ImportReport load(String header, String... rows) {
        return file.load(new StringReader(header + "\n" + String.join("\n", rows)));
    }

    private List<String> all() {
        return crews.all(null).stream()
                .map(c -> c.district().number() + " " + c.name() + " "
                        + c.mobile().value())
                .toList();
    }

    @Test
    void aNameIsItsDistrictsOwn() {
        Crew one = crews.add(entry("اکیپ 1", 3, "09120000001"));
        Crew other = crews.add(entry("اکیپ 2", 3, "09120000002"));
        crews.add(entry("اکیپ 1", 4, "09120000003"));
        assertRefused(() -> crews.add(entry("اکیپ 1", 3, "09120000004"))).isInstanceOf(CrewExists.class);
        assertRefused(() -> crews.change(other.id(), entry("اکیپ 1", 3, "09120000002")))
                .isInstanceOf(CrewExists.class);
        assertThat(crews.change(one.id(), entry("اکیپ 1", 3, "09120000005")).id())
                .isEqualTo(one.id());
        assertThat(all()).containsExactly("3 اکیپ 1 09120000005", "3 اکیپ 2 09120000002", "4 اکیپ 1 09120000003");
        assertThat(crews.all(4)).hasSize(1);
    }

    @Test
    void whoIsNotThereIsNeitherChangedNorRemoved() {
        Crew gone = crews.add(entry("اکیپ", 1, "09120000001"));
        crews.remove(gone.id());
        assertRefused(() -> crews.remove(gone.id())).isInstanceOf(UnknownCrew.class);
        assertRefused(() -> crews.change(gone.id(), entry("اکیپ", 1, "09120000001")))
                .isInstanceOf(UnknownCrew.class);
        assertThat(all()).isEmpty();
    }

    @Test
    void aFileIsTakenRowByRow() {
        ImportReport report = load(
                "name,district,mobile",
                "اكيپ ۱۱,۱,+98 912 000 0001",
                "اکیپ 12,1,12345",
                "اکیپ 11,1,09120000003",
                "اکیپ 13,100,09120000004",
                "اکیپ 14,,09120000004",
                ",1,09120000004",
                "اکیپ 21,2,09120000002");
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.problems().stream().map(RowProblem::code))
                .containsExactly("format", "duplicate", "range", "required", "required");
        assertThat(all()).containsExactly("1 اکیپ 11 09120000001", "2 اکیپ 21 09120000002");
    }

    @Test
    void whomAFileDoesNotNameStaysAndWhomItNamesIsTheSameCrew() {
        long id = crews.add(entry("اکیپ 11", 1, "09120000001")).id();
        crews.add(entry("اکیپ 21", 2, "09120000002"));
        assertThat(load("نام,مدیریت,همراه", "اکیپ 11,1,09120000009").accepted()).isEqualTo(1);
        assertThat(all()).containsExactly("1 اکیپ 11 09120000009", "2 اکیپ 21 09120000002");
        assertThat(crews.find(new District(1), "اکیپ 11").orElseThrow().id()).isEqualTo(id);
    }
}
