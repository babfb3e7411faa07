package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/rfc.md claims what the code cites, and the code cites what it claims. */
class RfcDocumentTest {

    private static final Pattern CITED = Pattern.compile("\\bRFC (\\d{3,5})\\b");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-zA-Z]*[a-z][a-zA-Z]*");
    private static final Document DOCUMENT = Document.of("docs/rfc.md");

    @Test
    void everyRfcThatIsCitedIsListed() {
        Stream<Path> sources = SourceTree.allSources().stream().filter(file -> !file.toString().contains("/src/test/"));
        assertThat(cited(sources)).isNotEmpty().isSubsetOf(status().keySet());
        assertThat(cited(Document.all().stream().map(Document::file))).isSubsetOf(status().keySet());
    }

    @Test
    void everyRfcThatIsImplementedIsCitedWhereItIs() {
        Set<String> implemented = status().entrySet().stream().filter(e -> !e.getValue().equals("no"))
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        assertThat(implemented).isNotEmpty().isSubsetOf(cited(SourceTree.mainSources().stream()));
    }

    private static Set<String> cited(Stream<Path> files) {
        return files.map(SourceTree::read).flatMap(text -> CITED.matcher(text).results())
                .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyRowHasAStatus() {
        assertThat(DOCUMENT.rows()).isNotEmpty()
                .allSatisfy(row -> assertThat(row.cell("status")).hasValueSatisfying(status ->
                        assertThat(status).as(row.toString()).isIn("yes", "partial", "no")));
    }

    @Test
    void whatIsPartialSaysWhatIsMissingOrWhereItEnds() {
        assertThat(DOCUMENT.rows()).filteredOn(row -> row.cell("status").orElse("").equals("partial"))
                .allSatisfy(row -> assertThat(row.cells().get(row.cells().size() - 1)).hasSizeGreaterThan(10));
    }

    @Test
    void everyClassThatIsNamedExists() {
        Set<String> classes = SourceTree.mainSources().stream()
                .map(file -> file.getFileName().toString().replace(".java", "")).collect(Collectors.toSet());
        List<String> named = DOCUMENT.rows().stream().flatMap(row -> row.cells().stream())
                .flatMap(cell -> Document.code(cell).stream()).map(code -> code.replaceFirst("\\..*", ""))
                .filter(code -> CLASS.matcher(code).matches()).toList();
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(named).isSubsetOf(classes);
    }

    /** Number to status, from the tables of RFCs; each stands in one of them only. */
    private static Map<String, String> status() {
        Map<String, String> status = new HashMap<>();
        DOCUMENT.rows().stream().filter(row -> row.header().get(0).equals("RFC")).forEach(row ->
                Stream.of(row.first().split(", ")).forEach(number ->
                        assertThat(status.put(number, row.cell("status").orElseThrow())).as(number).isNull()));
        return status;
    }
}
