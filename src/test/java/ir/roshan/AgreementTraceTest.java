package ir.roshan;

import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * {@code docs/agreement.md} traces each clause of the agreement to the model, the code and the tests. What it names is
 * there, and what the model claims to be of a clause is named under that clause.
 */
class AgreementTraceTest {
    /** The agreement as signed, cut into clauses. Only a new agreement changes this list. */
    private static final Set<String> CLAUSES = Set.of(
            "A1.1", "A1.2", "A2.1", "A3.0", "A3.1", "A3.2", "A3.3", "A3.4", "A3.5", "A4.1", "A4.2", "A4.3", "A5.1",
            "A6.1", "A7.1", "A7.2");

    private static final Path TRACE = Path.of("docs/agreement.md");
    private static final Pattern HEADING = Pattern.compile("## (A\\S+) .+");
    private static final Pattern ENTRY = Pattern.compile("- (model|code|tests): (.+)");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private static final Map<String, Set<String>> ELEMENTS_BY_CLAUSE = new LinkedHashMap<>();
    private static final Set<String> ELEMENTS = elements();
    private static final Set<String> MAIN = SourceTree.classes(SourceTree.MAIN);
    private static final Set<String> TESTS = SourceTree.classes(SourceTree.TESTS);

    @Test
    void everyClauseIsTraced() {
        assertThat(ELEMENTS_BY_CLAUSE).isNotEmpty();
        assertThat(complaints(SourceTree.read(TRACE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "## A4.2 | ## A4.9 | A4.2 is not traced",
                "## A4.2 | ## A4.9 | A4.9 is no clause of the agreement",
                "`Task_RegisterRequest` | `Task_RegisterTheRequest` | A3.2 names Task_RegisterTheRequest, which no model has",
                "`Task_RestoreSupply`, | '' | A3.4 does not name Task_RestoreSupply, which the model says is of it",
                "`Registration` | `Registrar` | A3.2 names Registrar, which is no class of ours",
                "`FeeDecisionTest` | `FeeTableTest` | A5.1 names FeeTableTest, which is no test of ours",
                "`FeeDecisionTest` | `Fee` | A5.1 names Fee, which is no test of ours",
                "- model: `StartEvent_RequestSubmitted` | - modell: `StartEvent_RequestSubmitted` | A3.1 names nothing as model",
            })
    void aSlipIsNoticed(String written, String slip, String complaint) {
        String trace = SourceTree.read(TRACE);
        String spoilt = trace.replace(written, slip == null ? "" : slip);
        assertThat(spoilt).isNotEqualTo(trace);
        assertThat(complaints(spoilt)).contains(complaint);
    }

    @Test
    void aModelThatClaimsAnUnknownClauseIsNoticed() {
        assertThat(complaintsOfModel(Map.of("A9.9", Set.of("Task_RegisterRequest")), Map.of()))
                .containsExactly("the model's clause A9.9 is not traced");
    }

    private static List<String> complaints(String trace) {
        Map<String, Map<String, String>> traced = read(trace);
        List<String> complaints = new ArrayList<>();
        new TreeSet<>(CLAUSES)
                .stream()
                        .filter(clause -> !traced.containsKey(clause))
                        .forEach(clause -> complaints.add(clause + " is not traced"));
        traced.forEach((clause, entries) -> {
            if (!CLAUSES.contains(clause)) complaints.add(clause + " is no clause of the agreement");
            for (String kind : List.of("model", "code", "tests")) {
                boolean noneOnPurpose =
                        kind.equals("model") && entries.getOrDefault(kind, "").startsWith("none: ");
                if (names(entries.get(kind)).isEmpty() && !noneOnPurpose)
                    complaints.add(clause + " names nothing as " + kind);
            }
            strangers(entries.get("model"), ELEMENTS)
                    .forEach(name -> complaints.add(clause + " names " + name + ", which no model has"));
            strangers(entries.get("code"), MAIN)
                    .forEach(name -> complaints.add(clause + " names " + name + ", which is no class of ours"));
            strangers(entries.get("tests"), TESTS)
                    .forEach(name -> complaints.add(clause + " names " + name + ", which is no test of ours"));
        });
        complaints.addAll(complaintsOfModel(ELEMENTS_BY_CLAUSE, traced));
        return complaints;
    }

    private static List<String> complaintsOfModel(
            Map<String, Set<String>> elementsByClause, Map<String, Map<String, String>> traced) {
        List<String> complaints = new ArrayList<>();
        elementsByClause.forEach((clause, elements) -> {
            if (!traced.containsKey(clause)) {
                complaints.add("the model's clause " + clause + " is not traced");
                return;
            }
            List<String> named = names(traced.get(clause).get("model"));
            elements.stream()
                    .filter(element -> !named.contains(element))
                    .forEach(element ->
                            complaints.add(clause + " does not name " + element + ", which the model says is of it"));
        });
        return complaints;
    }

    private static Map<String, Map<String, String>> read(String trace) {
        Map<String, Map<String, String>> traced = new LinkedHashMap<>();
        String clause = null;
        for (String line : trace.lines().toList()) {
            Matcher heading = HEADING.matcher(line);
            Matcher entry = ENTRY.matcher(line);
            if (heading.matches()) {
                clause = heading.group(1);
                traced.put(clause, new LinkedHashMap<>());
            } else if (entry.matches() && clause != null) {
                traced.get(clause).put(entry.group(1), entry.group(2));
            }
        }
        return traced;
    }

    private static List<String> names(String entry) {
        return entry == null
                ? List.of()
                : NAME.matcher(entry).results().map(found -> found.group(1)).toList();
    }

    private static List<String> strangers(String entry, Set<String> known) {
        return names(entry).stream().filter(name -> !known.contains(name)).toList();
    }

    private static Set<String> elements() {
        Set<String> ids = new TreeSet<>();
        for (Path model : SourceTree.under(Path.of("bpmn"))) {
            if (!model.toString().matches(".*\\.(bpmn|dmn)")) continue;
            NodeList all = parse(model).getElementsByTagNameNS("*", "*");
            for (int i = 0; i < all.getLength(); i++) {
                Element element = (Element) all.item(i);
                if (element.hasAttribute("id")) ids.add(element.getAttribute("id"));
                if (element.getLocalName().equals("property")
                        && element.getAttribute("name").equals("clause"))
                    for (String clause : element.getAttribute("value").split(","))
                        ELEMENTS_BY_CLAUSE
                                .computeIfAbsent(clause.strip(), c -> new TreeSet<>())
                                .add(idOfOwner(element));
            }
        }
        return ids;
    }

    private static String idOfOwner(Element property) {
        Node owner = property.getParentNode();
        while (!((Element) owner).hasAttribute("id")) owner = owner.getParentNode();
        return ((Element) owner).getAttribute("id");
    }

    private static Document parse(Path model) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(model.toFile());
        } catch (Exception e) {
            throw new IllegalStateException(model + " cannot be read", e);
        }
    }
}
