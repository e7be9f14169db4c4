package ir.roshan;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import ir.roshan.testing.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The walls between the rooms, for SQL: a room writes its own tables, and reads of others what {@code docs/tables.md} allows it. A
 * package that is not imported can still be reached through its tables, which {@link ArchitectureTest} does not see.
 */
class SqlWallsTest {
    private static final Path LISTS = Path.of("docs/tables.md");
    private static final Path ROOMS = SourceTree.MAIN.resolve("ir/roshan");
    private static final Path SQL = Path.of("src/main/resources/db");
    private static final Path OF_THE_ENGINE = SQL.resolve("engine");
    private static final String ENGINES = "ACT_";

    /** A comment, a text block, a string, a character: in this order, so that a quotation mark within one opens no other. */
    private static final Pattern TOKEN = Pattern.compile(
            "//[^\n]*|/\\*.*?\\*/|\"\"\"(?<block>.*?)\"\"\"|\"(?<text>(?:\\\\.|[^\"\\\\\n])*)\"|'(?:\\\\.|[^'\\\\])+'",
            Pattern.DOTALL);

    private static final Pattern WRITTEN = Pattern.compile(
            "(?i)\\b(?:INSERT\\s+INTO|MERGE\\s+INTO|UPDATE|DELETE\\s+FROM|(?:TRUNCATE|ALTER|DROP|LOCK)\\s+TABLE)\\s+(\\w+)");
    private static final Pattern READ = Pattern.compile(
            "(?i)\\b(?:FROM|JOIN|USING)\\s+(\\w+(?:\\s+(?:AS\\s+)?\\w+)?(?:\\s*,\\s*\\w+(?:\\s+(?:AS\\s+)?\\w+)?)*)");
    private static final Pattern LOCKING =
            Pattern.compile("(?i)\\bFOR\\s+(?:NO\\s+KEY\\s+)?(?:UPDATE|(?:KEY\\s+)?SHARE)\\b");
    /** A name that is put together at run time is seen by nobody. */
    private static final Pattern CUT_OFF = Pattern.compile(
            "\\b(?:INSERT INTO|MERGE INTO|(?<!FOR )UPDATE|FROM|JOIN|USING|TABLE)\\s*(?:%s.*)?$", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Pattern ENGINES_TABLE = Pattern.compile("(?i)\\bACT_(?:RU|HI|RE|GE|ID)_\\w+");
    private static final Pattern CREATED = Pattern.compile("(?i)\\bCREATE\\s+(?:TABLE|VIEW)\\s+(\\w+)");
    private static final Pattern DROPPED = Pattern.compile("(?i)\\bDROP\\s+(?:TABLE|VIEW)\\s+(\\w+)");

    private static final Set<String> TABLES = tables();
    private static final Map<String, String> OWNERS = owners();

    private record Use(String room, String table, boolean writes, String file) {
        boolean isForeign() {
            return !room.equals(OWNERS.get(table));
        }

        String brief() {
            return room + " reads " + table;
        }
    }

    private record Allowed(String room, String table, String owner, String why) {
        String brief() {
            return room + " reads " + table;
        }
    }

    /** Else the rest of the transaction goes by a row that is not so any more (docs/adr/0028). */
    @Test
    void whoeverChangesARequestForgetsWhatTheTransactionKnewOfIt() {
        Pattern change = Pattern.compile("\\b(\\w+)\\((?:\\s*id,)?\\s*\"+\\s*UPDATE restoration_request\\b");
        List<String> found = new ArrayList<>();
        for (Path file : SourceTree.files()) {
            if (!file.startsWith(ROOMS)) continue;
            String text = SourceTree.read(file);
            change.matcher(text)
                    .results()
                    .filter(match -> !match.group(1).equals("changing") && !text.contains("requests.changed();"))
                    .forEach(match -> found.add(file.getFileName() + ": " + match.group(1)));
            if (file.endsWith("Requests.java"))
                assertThat(change.matcher(text).results()).hasSizeGreaterThan(8);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void everyTableBelongsToOneRoom() {
        List<String> owned = cells("## Each room").stream()
                .flatMap(row -> names(row[1]).stream())
                .toList();
        assertThat(TABLES).hasSizeGreaterThan(30);
        assertThat(owned).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(TABLES);
        assertThat(OWNERS.values())
                .allSatisfy(room -> assertThat(ROOMS.resolve(room)).exists());
    }

    @Test
    void aRoomWritesAndLocksItsOwnTablesOnly() {
        assertThat(uses().stream().filter(Use::writes)).hasSizeGreaterThan(30).noneMatch(Use::isForeign);
    }

    /** No more than is allowed, and nothing is allowed that nobody needs any more. */
    @Test
    void aRoomReadsOfOthersWhatItIsAllowed() {
        Set<String> reads =
                uses().stream().filter(Use::isForeign).map(Use::brief).collect(toCollection(TreeSet::new));
        assertThat(reads).isNotEmpty();
        assertThat(allowed())
                .extracting(Allowed::brief)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(reads);
    }

    @Test
    void whatIsAllowedSaysOfWhomAndWhy() {
        assertThat(allowed()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.owner()).as(line.brief()).isEqualTo(OWNERS.get(line.table()));
            assertThat(line.why()).as(line.brief()).hasSizeGreaterThan(20);
        });
    }

    @Test
    void theNameOfATableIsNotPutTogether() {
        assertThat(sources().filter(file -> literals(SourceTree.read(file)).anyMatch(cutOff())))
                .isEmpty();
    }

    @Test
    void onlyTheRoomThatSpeaksToTheEngineReadsItsTables() {
        List<Path> readers = sources()
                .filter(file -> literals(SourceTree.read(file)).anyMatch(ENGINES_TABLE.asPredicate()))
                .toList();
        assertThat(readers).isNotEmpty().allMatch(file -> room(file).equals("process"));
        // The one exception of docs/tables.md: when a job's lease ends.
        assertThat(readers.stream()
                        .flatMap(file -> literals(SourceTree.read(file)))
                        .filter(sql -> WRITTEN.matcher(sql)
                                .results()
                                .anyMatch(write ->
                                        write.group(1).toUpperCase(Locale.ROOT).startsWith(ENGINES))))
                .containsExactly("UPDATE ACT_RU_JOB SET LOCK_EXP_TIME_ = :until WHERE ID_ IN (:jobs)");
    }

    /** The engine's schema and ours are migrated one without the other. */
    @Test
    void aMigrationKeepsToItsSide() {
        assertThat(SourceTree.under(SQL)).isNotEmpty().allSatisfy(file -> {
            String sql = withoutComments(SourceTree.read(file));
            if (file.startsWith(OF_THE_ENGINE)) assertThat(namesIn(sql)).isEmpty();
            else
                assertThat(ENGINES_TABLE.matcher(sql).find())
                        .as(file.toString())
                        .isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"UPDATE outage SET district = 1\"`|outage|true",
                "`\"delete from crew\"`|crew|true",
                "`\"INSERT INTO outage_event (note) VALUES ('x')\"`|outage_event|true",
                "`\"SELECT slot FROM outage_lock FOR UPDATE\"`|outage_lock|true",
                "`\"SELECT 1 FROM crew c, outage o\"`|outage|false",
                "`\"SELECT 1 FROM crew AS c , outage\"`|outage|false",
                "`/* \" */ \"SELECT 1 FROM x \" + \"JOIN OUTAGE o ON 1 = 1\"`|outage|false",
                "`'\"'; \"\"\"\n  SELECT 1\n    FROM\n      outage o\n  \"\"\"`|outage|false",
                "`String t = \"restoration_request\";`|restoration_request|false"
            })
    void aUseIsSeen(String source, String table, boolean writes) {
        assertThat(uses("tariff", source, "X.java")).contains(new Use("tariff", table, writes, "X.java"));
        assertThat(uses("tariff", source, "X.java")).allMatch(Use::isForeign);
    }

    @Test
    void whatIsNoUseIsNotTaken() {
        assertThat(uses(
                        "tariff",
                        "// \"DELETE FROM outage\"\n/** \"FROM crew\" */ \"outage\" 'c' \"the crew\" \"SERVICE_POINT\"",
                        ""))
                .isEmpty();
        assertThat(uses("outage", "\"UPDATE outage SET area = ''\"", ""))
                .hasSize(1)
                .noneMatch(Use::isForeign);
        assertThat(literals("\"SELECT 1 FROM \" + table")).allMatch(cutOff());
        assertThat(literals("\"DELETE FROM %s WHERE 1 = 1\"")).allMatch(cutOff());
        assertThat(literals("\"SELECT 1 FROM crew FOR UPDATE\"")).noneMatch(cutOff());
    }

    private static Predicate<String> cutOff() {
        return CUT_OFF.asPredicate();
    }

    private static List<Use> uses() {
        return sources()
                .flatMap(file -> uses(
                        room(file), SourceTree.read(file), file.getFileName().toString())
                        .stream())
                .toList();
    }

    private static List<Use> uses(String room, String source, String file) {
        List<Use> uses = new ArrayList<>();
        literals(source).forEach(text -> {
            Set<String> written = found(WRITTEN, text);
            Set<String> named = namesIn(text);
            if (LOCKING.matcher(text).find()) written.addAll(named);
            named.addAll(written);
            for (String table : named) uses.add(new Use(room, table, written.contains(table), file));
        });
        return uses;
    }

    /** Names of two words are tables wherever they stand; {@code crew} and {@code outage} only where SQL has a table. */
    private static Set<String> namesIn(String text) {
        Set<String> names = found(READ, text);
        names.addAll(found(WRITTEN, text));
        WORD.matcher(text)
                .results()
                .map(word -> word.group())
                .filter(word -> word.contains("_") && TABLES.contains(word))
                .forEach(names::add);
        return names;
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1).split(",")))
                .map(part -> part.strip().split("\\s+")[0].toLowerCase(Locale.ROOT))
                .filter(TABLES::contains)
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> literals(String source) {
        List<String> literals = new ArrayList<>();
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            if (token.group("block") != null) literals.add(token.group("block"));
            if (token.group("text") != null) literals.add(token.group("text"));
        }
        return literals.stream();
    }

    private static Stream<Path> sources() {
        return SourceTree.under(ROOMS).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.getParent().equals(ROOMS));
    }

    private static String room(Path file) {
        return ROOMS.relativize(file).getName(0).toString();
    }

    private static Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        for (Path file : migrations()) {
            String sql = withoutComments(SourceTree.read(file));
            CREATED.matcher(sql).results().forEach(table -> tables.add(table.group(1)));
            DROPPED.matcher(sql).results().forEach(table -> tables.remove(table.group(1)));
        }
        return tables;
    }

    /** In the order in which they run, for which a folder counts nothing. */
    private static List<Path> migrations() {
        return SourceTree.under(SQL).stream()
                .filter(file -> !file.startsWith(OF_THE_ENGINE))
                .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                .toList();
    }

    private static String withoutComments(String sql) {
        return sql.replaceAll("(?m)--.*$", "");
    }

    private static Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        for (String[] row : cells("## Each room"))
            for (String table : names(row[1])) owners.put(table, names(row[0]).get(0));
        return owners;
    }

    private static List<Allowed> allowed() {
        return cells("## Who reads").stream()
                .map(row -> new Allowed(
                        names(row[0]).get(0),
                        names(row[1]).get(0),
                        names(row[2]).get(0),
                        row[3]))
                .toList();
    }

    private static List<String[]> cells(String heading) {
        String page = SourceTree.read(LISTS);
        return page.substring(page.indexOf(heading))
                .lines()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
                .toList();
    }

    private static List<String> names(String cell) {
        return Pattern.compile("`(\\w+)`")
                .matcher(cell)
                .results()
                .map(name -> name.group(1))
                .toList();
    }
}
