package ir.roshan.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ir.roshan.testing.TestDatabase;
import ir.roshan.text.BillId;
import ir.roshan.text.ImportReport;
import ir.roshan.text.RowProblem;
import ir.roshan.text.UnreadableTable;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * The same on every database.
 *
 * <p>Long because its cases share a network, and each file is compared with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicePointImportBehaviour {
    private static final String HEADER =
            "bill_id,district,substation,feeder,transformer,address,latitude,longitude,critical\n";
    private static final BillId HOME = new BillId("1234567804423");
    private static final BillId NEIGHBOUR = new BillId("104426");

    private final TestDatabase database;
    private final ServicePointImport servicePointImport;
    private final Network network;

    ServicePointImportBehaviour() {
        database = TestDatabase.ofTheRun();
        servicePointImport = onAnotherNode();
        network = new Network(database.client);
    }

    /** A node has its own lock in memory, so that only the database's is between two. */
    private ServicePointImport onAnotherNode() {
        return new ServicePointImport(database.template, new ImportLock(database.client, database.transactions));
    }

    @BeforeEach
    void emptyNetwork() {
        database.empty("service_point");
        for (String kind : List.of("TRANSFORMER", "FEEDER", "SUBSTATION"))
            database.template.update("DELETE FROM network_element WHERE kind = ?", kind);
    }

    @AfterAll
    void close() {
        database.close();
    }

    private ImportReport load(String rows) {
        return servicePointImport.load(new StringReader(HEADER + rows));
    }

    private long count(String table) {
        return database.client
                .sql("SELECT count(*) FROM " + table)
                .query(Long.class)
                .single();
    }

    @Test
    void aServicePointIsFoundWithAllThatFeedsIt() {
        assertThat(load("1234567804423,2,S-1,F-3,T-12,قم، کوچه,34.64,50.87,hospital\n".replace("، ", " ")))
                .isEqualTo(new ImportReport(1, 0, List.of()));
        assertThat(network.servicePoint(HOME))
                .contains(new ServicePoint(
                        HOME, new District(2), "S-1", "F-3", "T-12", "قم کوچه", 34.64, 50.87, Critical.HOSPITAL));
        NetworkElement transformer = new NetworkElement(ElementKind.TRANSFORMER, "T-12");
        NetworkElement feeder = new NetworkElement(ElementKind.FEEDER, "F-3");
        NetworkElement substation = new NetworkElement(ElementKind.SUBSTATION, "S-1");
        assertThat(network.pathOf(HOME)).containsExactly(NetworkElement.of(HOME), transformer, feeder, substation);
        assertThat(network.pathOf(transformer)).containsExactly(transformer, feeder, substation);
        assertThat(network.pathOf(substation)).containsExactly(substation);
        assertThat(network.element("T-12")).contains(transformer);
        assertThat(network.element(" F-۳ ")).contains(feeder);
        assertThat(network.element("0001234567804423".substring(3))).contains(NetworkElement.of(HOME));
    }

    @Test
    void whatIsNotInTheNetworkIsNotFound() {
        load("1234567804423,2,S-1,F-3,T-12,,,,\n");
        assertThat(network.servicePoint(NEIGHBOUR)).isEmpty();
        assertThat(network.pathOf(NEIGHBOUR)).isEmpty();
        assertThat(network.pathOf(new NetworkElement(ElementKind.FEEDER, "T-12")))
                .isEmpty();
        assertThat(network.element("104426")).isEmpty();
        assertThat(network.element("T-13")).isEmpty();
        assertThat(network.element("")).isEmpty();
        assertThat(network.districtOf(NetworkElement.of(NEIGHBOUR))).isEmpty();
        assertThat(network.servicePointsBelow(NetworkElement.of(NEIGHBOUR))).isZero();
        assertThat(network.servicePointsBelow(new NetworkElement(ElementKind.FEEDER, "F-9")))
                .isZero();
    }

    @Test
    void persianHeadersDigitsAndLettersAreUnderstood() throws IOException {
        try (Reader csv = new InputStreamReader(
                Objects.requireNonNull(
                        ServicePointImportBehaviour.class.getResourceAsStream("service-points-persian.csv")),
                UTF_8)) {
            assertThat(servicePointImport.load(csv)).isEqualTo(new ImportReport(2, 0, List.of()));
        }
        assertThat(network.servicePoint(HOME))
                .contains(new ServicePoint(
                        HOME,
                        new District(2),
                        "S-1",
                        "F-3",
                        "T-12",
                        "قم، خیابان نمونه، کوچه 5، پلاک 12",
                        34.64,
                        50.87,
                        Critical.HOSPITAL));
        assertThat(network.servicePoint(NEIGHBOUR).orElseThrow().address()).isEqualTo("قم، میدان کوهستان، \"برج یکم\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",2,S-1,F-3,T-12,,,,|required|bill_id",
                "12345,2,S-1,F-3,T-12,,,,|format|bill_id",
                "2234322344613,2,S-1,F-3,T-12,,,,|check-digit|bill_id",
                "2050327604613,2,S-1,F-3,T-12,,,,|service-type|bill_id",
                "104426,,S-1,F-3,T-12,,,,|required|district",
                "104426,two,S-1,F-3,T-12,,,,|format|district",
                "104426,0,S-1,F-3,T-12,,,,|range|district",
                "104426,100,S-1,F-3,T-12,,,,|range|district",
                "104426,2,,F-3,T-12,,,,|required|substation",
                "104426,2,S-1,,T-12,,,,|required|feeder",
                "104426,2,S-1,F-3,,,,,|required|transformer",
                "104426,2,S-1,F-3,T-\u202E12,,,,|characters|transformer",
                "104426,2,S-1,F-3,T-12,a\u0000b,,,|characters|address",
                "104426,2,S-1,F-3,T-12,\uFFFD\uFFFD,,,|characters|address",
                "104426,2,S-1,F-3,T-12,,34.6,,|required|longitude",
                "104426,2,S-1,F-3,T-12,,,50.8,|required|latitude",
                "104426,2,S-1,F-3,T-12,,north,50.8,|format|latitude",
                "104426,2,S-1,F-3,T-12,,NaN,50.8,|format|latitude",
                "104426,2,S-1,F-3,T-12,,50.8,34.6,|range|latitude",
                "104426,2,S-1,F-3,T-12,,34.6,134.6,|range|longitude",
                "104426,2,S-1,F-3,T-12,,,,school|unknown-value|critical",
                "104426,2,S-1,F-3,T-12,a,34.6,50.8,water,x|columns|''",
                "104426,2,S-1,F-3,T-12,\"a,,,|quotes|''",
            })
    void aWrongRowIsRefusedByItselfWithLineAndReason(String row, String code, String field) {
        ImportReport report = load("1234567804423,2,S-1,F-3,T-12,,,,\n" + row + "\n9876543204426,2,S-1,F-3,T-12,,,,\n");
        assertThat(report).isEqualTo(new ImportReport(2, 1, List.of(new RowProblem(3, code, field))));
        assertThat(count("service_point")).isEqualTo(2);
    }

    @Test
    void tooLongTextsAreRefused() {
        assertThat(load("104426,2,S-1,F-3,T-12," + "ن".repeat(501) + ",,,\n104426,2," + "S".repeat(65)
                                + ",F-3,T-12,,,,\n" + "104426,2,S-1,F-3," + "T".repeat(64) + "," + "ن".repeat(500)
                                + ",,,\n")
                        .problems())
                .containsExactly(new RowProblem(2, "too-long", "address"), new RowProblem(3, "too-long", "substation"));
        assertThat(count("service_point")).isEqualTo(1);
    }

    @Test
    void aBillIdThatIsRepeatedInAFileIsRefused() {
        ImportReport report = load("104426,2,S-1,F-3,T-12,first,,,\n0104426,3,S-1,F-3,T-13,second,,,\n");
        assertThat(report.problems()).containsExactly(new RowProblem(3, "duplicate", "bill_id"));
        assertThat(network.servicePoint(NEIGHBOUR).orElseThrow().address()).isEqualTo("first");
        assertThat(network.element("T-13")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'S-1,F-3,F-3', transformer",
        "'S-1,S-1,T-9', feeder",
        "'S-1,F-4,S-1', transformer",
        "'S-1,F-4,T-12', transformer", // another parent
        "'S-2,F-3,T-9', feeder",
        "'S-1,T-12,T-9', feeder", // another kind
        "'F-3,F-4,T-9', substation",
        "'S-2,F-4,F-3', transformer",
    })
    void aCodeUsedTwoWaysIsRefusedAndLeavesNothingBehind(String chain, String field) {
        ImportReport report = load("1234567804423,2,S-1,F-3,T-12,,,,\n104426,2," + chain + ",,,,\n");
        assertThat(report).isEqualTo(new ImportReport(1, 1, List.of(new RowProblem(3, "element-conflict", field))));
        assertThat(count("network_element")).isEqualTo(3);
    }

    @Test
    void aCodeOfAnotherKindInAnEarlierImportIsRefused() {
        load("1234567804423,2,S-1,F-3,T-12,,,,\n");
        assertThat(load("104426,2,S-1,T-12,T-13,,,,\n").problems())
                .containsExactly(new RowProblem(2, "element-conflict", "feeder"));
    }

    @Test
    void aTransformerThatMovedIsUpdatedWithAllBelowIt() {
        load("1234567804423,2,S-1,F-3,T-12,,,,\n104426,2,S-1,F-3,T-12,,,,\n9876543204426,2,S-1,F-3,T-13,,,,\n");
        assertThat(load("1234567804423,2,S-2,F-4,T-12,,,,\n"))
                .isEqualTo(new ImportReport(
                        1, 0, List.of(), List.of(new ImportReport.Moved("TRANSFORMER", "T-12", "F-3", "F-4"))));
        assertThat(network.servicePoint(NEIGHBOUR).orElseThrow().feeder()).isEqualTo("F-4");
        assertThat(network.servicePoint(NEIGHBOUR).orElseThrow().substation()).isEqualTo("S-2");
        assertThat(network.servicePointsBelow(new NetworkElement(ElementKind.FEEDER, "F-3")))
                .isEqualTo(1);
        assertThat(network.servicePointsBelow(new NetworkElement(ElementKind.SUBSTATION, "S-2")))
                .isEqualTo(2);
    }

    @Test
    void aRowThatIsKnownIsUpdatedAndOneThatIsNotNamedStays() {
        load("1234567804423,2,S-1,F-3,T-12,a,34.6,50.8,water\n104426,2,S-1,F-3,T-12,,,,\n");
        assertThat(load("1234567804423,3,S-1,F-3,T-13,,,,\n")).isEqualTo(new ImportReport(1, 0, List.of()));
        assertThat(network.servicePoint(HOME))
                .contains(new ServicePoint(HOME, new District(3), "S-1", "F-3", "T-13", null, null, null, null));
        assertThat(network.servicePoint(NEIGHBOUR)).isPresent();
        assertThat(load("1234567804423,3,S-1,F-3,T-13,b,,,\n").accepted()).isEqualTo(1);
        assertThat(network.servicePoint(HOME).orElseThrow().address()).isEqualTo("b");
    }

    @Test
    void elementsBelongToTheDistrictOfMostBelowThem() {
        load("1234567804423,2,S-1,F-3,T-12,,,,\n104426,1,S-1,F-4,T-13,,,,\n9876543204426,2,S-1,F-4,T-14,,,,\n");
        assertThat(network.districtOf(new NetworkElement(ElementKind.SUBSTATION, "S-1")))
                .isEqualTo(OptionalInt.of(2));
        assertThat(network.districtOf(new NetworkElement(ElementKind.TRANSFORMER, "T-13")))
                .isEqualTo(OptionalInt.of(1));
        assertThat(network.districtOf(NetworkElement.of(NEIGHBOUR))).isEqualTo(OptionalInt.of(1));
        assertThat(network.servicePointsPerDistrict()).isEqualTo(Map.of(1, 1, 2, 2));
        assertThat(network.countServicePoints()).isEqualTo(3);
        assertThat(network.servicePointsBelow(new NetworkElement(ElementKind.FEEDER, "F-4")))
                .isEqualTo(2);
        assertThat(network.servicePointsBelow(NetworkElement.of(NEIGHBOUR))).isEqualTo(1);
    }

    private static String rows(int from, int to) {
        StringBuilder rows = new StringBuilder();
        for (int i = from; i < to; i++)
            rows.append("%s,%d,S-%d,F-%d,T-%d,address %d,,,\n"
                    .formatted(BillId.of(i, 44).value(), i % 4 + 1, i / 1_000, i / 100, i / 10, i));
        return rows.toString();
    }

    @Test
    void manyRowsAreTakenInSeveralBatches() {
        assertThat(load(rows(1, 4_501) + rows(1, 11)).refused()).isEqualTo(10);
        assertThat(network.countServicePoints()).isEqualTo(4_500);
        assertThat(network.servicePointsBelow(new NetworkElement(ElementKind.SUBSTATION, "S-1")))
                .isEqualTo(1_000);
        assertThat(load(rows(4_001, 5_001))).isEqualTo(new ImportReport(1_000, 0, List.of()));
        assertThat(network.countServicePoints()).isEqualTo(5_000);
    }

    @Test
    void aConnectionThatBreaksLeavesNothingBehind() {
        Reader broken = new FilterReader(new StringReader(HEADER + rows(1, 3_001))) {
            private int left = HEADER.length() + 100_000;

            @Override
            public int read(char[] into, int from, int length) throws IOException {
                if (left <= 0) throw new IOException("connection reset");
                int read = super.read(into, from, Math.min(length, left));
                left -= read;
                return read;
            }
        };
        assertThatThrownBy(() -> servicePointImport.load(broken)).isInstanceOf(UncheckedIOException.class);
        assertThat(count("service_point")).isZero();
        assertThat(count("network_element")).isZero();
        assertThat(load(rows(1, 11)).accepted()).as("the lock is free again").isEqualTo(10);
    }

    @Test
    void importsAtOnceComeOneAfterTheOther() throws Exception {
        ServicePointImport anotherNode = onAnotherNode();
        List<Callable<ImportReport>> imports = List.of(
                () -> load(rows(1, 1_501)),
                () -> load(rows(501, 2_001)),
                () -> anotherNode.load(new StringReader(HEADER + rows(1, 1_501))),
                () -> anotherNode.load(new StringReader(HEADER + rows(901, 2_001))));
        ExecutorService threads = Executors.newFixedThreadPool(imports.size());
        try {
            for (Future<ImportReport> report : threads.invokeAll(imports))
                assertThat(report.get().refused()).isZero();
        } finally {
            threads.shutdownNow();
        }
        assertThat(network.countServicePoints()).isEqualTo(2_000);
        assertThat(network.servicePointsBelow(new NetworkElement(ElementKind.SUBSTATION, "S-1")))
                .isEqualTo(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b\n1,2\n", "bill_id,district,substation,feeder\n104426,1,S-1,F-1\n"})
    void aFileThatIsNoSuchTableIsRefusedAsAWhole(String csv) {
        assertThatThrownBy(() -> servicePointImport.load(new StringReader(csv))).isInstanceOf(UnreadableTable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "district = 0, ck_service_point_district",
        "latitude = 50.8, ck_service_point_latitude",
        "longitude = 34.6, ck_service_point_longitude",
        "latitude = NULL, ck_service_point_coordinates",
        "critical = 'school', ck_service_point_critical",
        "transformer_code = 'T-99', fk_service_point_transformer_code",
    })
    void theDatabaseRefusesWhatTheImportRefuses(String change, String constraint) {
        load("1234567804423,2,S-1,F-3,T-12,,34.6,50.8,\n");
        assertThatThrownBy(() -> database.template.update("UPDATE service_point SET " + change))
                .isInstanceOf(DataIntegrityViolationException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).containsIgnoringCase(constraint));
    }

    @ParameterizedTest
    @CsvSource({
        "kind = 'CABLE', ck_network_element_kind",
        "parent_code = NULL, ck_network_element_parent_code",
        "parent_code = 'S-9', fk_network_element_parent_code",
        "district = 100, ck_network_element_district",
    })
    void theDatabaseRefusesAnImpossibleElement(String change, String constraint) {
        load("1234567804423,2,S-1,F-3,T-12,,,,\n");
        assertThatThrownBy(
                        () -> database.template.update("UPDATE network_element SET " + change + " WHERE code = 'F-3'"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).containsIgnoringCase(constraint));
    }

    private static final String FIRST_DISTRICT =
            "1234567804423,1,PA,FX-20,TXA-1,,,,\n104426,1,PA,FX-20,TXA-2,,,,\n9876543204426,1,PA,FX-21,TXA-3,,,,\n";

    private static String billId(int number) {
        return BillId.of(number, 44).value();
    }

    /** What one file refuses, two files do not do: each district numbers its feeders, and none knows the others' numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3,PB,FX-20,TXB-1                     | feeder",
                "3,PB,FX-20,TXA-1                     | feeder",
                "3,PA,FX-30,TXA-1                     | transformer",
                "3,PB,FX-30,TXA-1                     | transformer",
                "3,PB,FX-20,TXA-3                     | feeder",
            })
    void aCodeThatAnotherFileUsesForSomethingElseMovesNothing(String place, String field) {
        load(FIRST_DISTRICT);
        ImportReport report = load("%s,%s,,,,\n%s,%s,,,,\n%s,3,PB,FX-22,TXB-9,,,,\n"
                .formatted(billId(501), place, billId(502), place, billId(503)));
        assertThat(report)
                .isEqualTo(new ImportReport(
                        1,
                        2,
                        List.of(
                                new RowProblem(2, "element-conflict", field),
                                new RowProblem(3, "element-conflict", field))));
        assertThat(network.servicePoint(HOME).orElseThrow().substation()).isEqualTo("PA");
        assertThat(network.servicePoint(HOME).orElseThrow().feeder()).isEqualTo("FX-20");
        assertThat(network.element("TXB-1")).isEmpty();
        assertThat(network.element("FX-30")).isEmpty();
        assertThat(network.countServicePoints()).isEqualTo(4);
    }

    @Test
    void aFeederThatIsFedFromElsewhereComesWithAllItsTransformers() {
        load(FIRST_DISTRICT);
        ImportReport report =
                load("%s,1,PB,FX-20,TXA-9,,,,\n1234567804423,1,PB,FX-20,TXA-1,,,,\n104426,1,PB,FX-20,TXA-2,,,,\n"
                        .formatted(billId(501)));
        assertThat(report)
                .isEqualTo(new ImportReport(
                        3, 0, List.of(), List.of(new ImportReport.Moved("FEEDER", "FX-20", "PA", "PB"))));
        assertThat(network.servicePoint(NEIGHBOUR).orElseThrow().substation()).isEqualTo("PB");
        assertThat(network.servicePointsBelow(new NetworkElement(ElementKind.SUBSTATION, "PB")))
                .isEqualTo(3);
        assertThat(network.servicePointsBelow(new NetworkElement(ElementKind.SUBSTATION, "PA")))
                .isEqualTo(1);
    }

    @Test
    void orWithAllItsServicePointsOrWithoutTheTransformersThatHangElsewhereNow() {
        load(FIRST_DISTRICT);
        assertThat(load("1234567804423,1,PB,FX-20,NEW-1,,,,\n104426,1,PB,FX-20,NEW-1,,,,\n")
                        .accepted())
                .isEqualTo(2);
        assertThat(network.servicePoint(HOME).orElseThrow().substation()).isEqualTo("PB");
        load("%s,1,PB,FX-20,NEW-2,,,,\n".formatted(billId(501)));
        assertThat(load("1234567804423,1,PC,FX-20,NEW-1,,,,\n%s,1,PA,FX-21,NEW-2,,,,\n".formatted(billId(501)))
                        .accepted())
                .isEqualTo(2);
        assertThat(network.servicePoint(HOME).orElseThrow().substation()).isEqualTo("PC");
    }

    @Test
    void ofAFileThatHasAKnownFeederAtTwoPlacesTheKnownOneStands() {
        load(FIRST_DISTRICT);
        ImportReport report = load("%s,3,PB,FX-20,TXB-1,,,,\n%s,1,PA,FX-20,TXA-1,,,,\n%s,3,PC,FX-20,TXB-1,,,,\n"
                .formatted(billId(501), billId(502), billId(503)));
        assertThat(report.problems())
                .containsExactly(
                        new RowProblem(2, "element-conflict", "feeder"),
                        new RowProblem(4, "element-conflict", "feeder"));
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.moved()).isEmpty();
    }

    @Test
    void everyDistrictThatAnElementFeedsIsKnownAndNoneThatItFedBefore() {
        load("""
                1234567804423,1,S-1,F-1,T-1,,,,
                104426,2,S-1,F-1,T-2,,,,
                """);
        assertThat(districtsOf(ElementKind.SUBSTATION, "S-1")).containsExactlyInAnyOrder(1, 2);
        assertThat(districtsOf(ElementKind.FEEDER, "F-1")).containsExactlyInAnyOrder(1, 2);
        assertThat(districtsOf(ElementKind.TRANSFORMER, "T-1")).containsExactly(1);
        load("104426,3,S-1,F-1,T-1,,,,\n");
        assertThat(districtsOf(ElementKind.FEEDER, "F-1")).containsExactlyInAnyOrder(1, 3);
        assertThat(districtsOf(ElementKind.TRANSFORMER, "T-1")).containsExactlyInAnyOrder(1, 3);
        assertThat(districtsOf(ElementKind.TRANSFORMER, "T-2"))
                .as("it feeds none any more")
                .hasSize(1);
        assertThat(districtsOf(ElementKind.SERVICE_POINT, HOME.value())).containsExactly(1);
        assertThat(districtsOf(ElementKind.FEEDER, "F-9")).isEmpty();
    }

    private List<Integer> districtsOf(ElementKind kind, String code) {
        return network.districtsOf(new NetworkElement(kind, code)).stream()
                .map(District::number)
                .toList();
    }
}
