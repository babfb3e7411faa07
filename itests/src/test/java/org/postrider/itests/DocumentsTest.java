package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name what is there, all of it, and nothing else. */
class DocumentsTest {

    private static final Pattern COMMAND =
            Pattern.compile("@Command\\(\\s*scope = \"mail\",\\s*name = \"([a-z-]+)\"");
    private static final Pattern OPTION = Pattern.compile("@Option\\(\\s*name = \"([^\"]+)\"");
    private static final Pattern MENTIONED_COMMAND = Pattern.compile("\\bmail:([a-z]+(?:-[a-z]+)*)");
    private static final Pattern BAR = Pattern.compile("\\bBars? ([A-Z]\\d+)(?: and ([A-Z]\\d+))?");

    @Test
    void everyLinkLeadsSomewhere() {
        for (Document document : Document.all()) {
            assertThat(document.links()).as(document.name())
                    .filteredOn(link -> !link.contains("://")).allSatisfy(link -> leadsSomewhere(document, link));
        }
    }

    private static void leadsSomewhere(Document from, String link) {
        String[] parts = link.split("#", 2);
        Path to = parts[0].isEmpty() ? from.file() : from.file().getParent().resolve(parts[0]).normalize();
        assertThat(to).exists();
        if (parts.length > 1) {
            assertThat(new Document(to, SourceTree.read(to)).anchors()).contains(parts[1]);
        }
    }

    @Test
    void everyBundleIsInTheTableOfTheArchitecture() {
        List<String> listed = Document.of("docs/architecture.md").rows().stream()
                .filter(row -> row.header().get(0).equals("folder"))
                .flatMap(row -> Document.code(row.first()).stream()).toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(SourceTree.bundles());
    }

    @Test
    void everyProviderHasAPageInTheReference() {
        List<String> pages = SourceTree.files("docs/reference", ".md").stream()
                .map(page -> page.getFileName().toString().replace(".md", "")).toList();
        List<String> providers = Document.of("docs/architecture.md").rows().stream()
                .filter(row -> row.cell("kind").orElse("").equals("provider"))
                .flatMap(row -> Document.code(row.first()).stream()).toList();
        assertThat(pages).containsExactlyInAnyOrderElementsOf(providers);
    }

    @Test
    void decisionsAreNumberedWithoutAGap() {
        List<Path> decisions = SourceTree.files("docs/decisions", ".md");
        assertThat(decisions).isNotEmpty();
        IntStream.range(0, decisions.size()).forEach(i -> {
            assertThat(decisions.get(i).getFileName().toString()).startsWith("%04d-".formatted(i + 1));
            assertThat(SourceTree.read(decisions.get(i))).startsWith("# " + (i + 1) + ". ");
        });
    }

    @Test
    void theReferenceOfTheShellHasTheCommandsThatThereAre() {
        assertThat(documentedCommands().keySet()).containsExactlyInAnyOrderElementsOf(commands().keySet());
    }

    @Test
    void theReferenceOfTheShellHasTheirOptions() {
        Map<String, String> documented = documentedCommands();
        commands().forEach((name, source) -> assertThat(OPTION.matcher(source).results().map(o -> "`" + o.group(1)))
                .as("options of mail:" + name).allMatch(option -> documented.get(name).contains(option)));
    }

    @Test
    void noDocumentAndNoConfigurationNamesACommandThatIsNotThere() {
        Stream<Document> texts = Stream.concat(Document.all().stream(), SourceTree.files(
                "karaf-distribution/src/main/resources", ".cfg").stream().map(f -> new Document(f, SourceTree.read(f))));
        assertThat(texts).allSatisfy(text -> assertThat(commands().keySet())
                .containsAll(text.find(MENTIONED_COMMAND).stream().map(m -> m.group(1)).toList()));
    }

    /** Name to source. */
    private static Map<String, String> commands() {
        Map<String, String> commands = new HashMap<>();
        for (Path file : SourceTree.files("bundles/shell/src/main", ".java")) {
            String source = SourceTree.read(file);
            COMMAND.matcher(source).results().forEach(command -> commands.put(command.group(1), source));
        }
        assertThat(commands).hasSizeGreaterThan(20);
        return commands;
    }

    /** Name to what its row says. */
    private static Map<String, String> documentedCommands() {
        Map<String, String> commands = new HashMap<>();
        Document.of("docs/reference/shell.md").rows().stream().filter(row -> row.first().startsWith("`mail:"))
                .forEach(row -> commands.put(row.first().replaceAll("`mail:|`", ""), String.join(" ", row.cells())));
        return commands;
    }

    @Test
    void everyBarThatATestNamesIsInTheListOfBars() {
        List<String> listed = Document.of("docs/testing.md").rows().stream()
                .filter(row -> row.header().get(0).equals("bar")).map(Document.Row::first).toList();
        assertThat(listed).doesNotHaveDuplicates();
        List<String> named = SourceTree.allSources().stream().map(SourceTree::read)
                .flatMap(source -> BAR.matcher(source).results())
                .flatMap(bar -> Stream.of(bar.group(1), bar.group(2))).filter(bar -> bar != null).toList();
        assertThat(named).isNotEmpty().isSubsetOf(listed);
    }

    /** Every class in the table of bars is a test that runs, so that the table cannot promise what nobody checks. */
    @Test
    void everyTestThatTheListOfBarsNamesExists() {
        List<String> classes = SourceTree.allSources().stream().filter(file -> file.toString().contains("/src/"))
                .map(file -> file.getFileName().toString().replace(".java", "")).toList();
        Document.of("docs/testing.md").rows().stream().filter(row -> row.header().get(0).equals("bar"))
                .forEach(row -> assertThat(Document.code(row.cell("where").orElseThrow())).as(row.first())
                        .isNotEmpty().allMatch(name -> classes.contains(name) || isFolder(name)));
    }

    private static boolean isFolder(String name) {
        return Files.isDirectory(SourceTree.ROOT.resolve("bundles").resolve(name));
    }
}
