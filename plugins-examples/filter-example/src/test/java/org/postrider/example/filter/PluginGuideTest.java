package org.postrider.example.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.postrider.api.event.MailEvent;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Mode;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;

/** What docs/plugin-guide.md shows is code that is compiled and tested, and it leaves nothing of the API out. */
class PluginGuideTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern LISTING = Pattern.compile("(?:<!-- source: (\\S+) -->\n)?```(\\w+)\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern EXECUTED = Pattern.compile("<!-- run by ArchetypeIT -->\n```sh\n.*?\n```\n", Pattern.DOTALL);

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs/plugin-guide.md"));
    }

    @Test
    void everyListingStandsInTheFileThatItNames() throws IOException {
        List<MatchResult> listings = LISTING.matcher(guide()).results().filter(l -> !l.group(2).equals("sh")).toList();
        assertThat(listings).hasSizeGreaterThanOrEqualTo(6);
        for (MatchResult listing : listings) {
            assertThat(listing.group(1)).as("a listing without a source:\n" + listing.group(3)).isNotNull();
            assertThat(Files.readString(ROOT.resolve(listing.group(1)))).contains(listing.group(3));
        }
    }

    @Test
    void theSkeletonIsShownWhole() throws IOException {
        for (String file : List.of("pom.xml", "src/main/java/org/postrider/example/filter/ExecutableAttachmentFilter.java")) {
            assertThat(guide()).contains(Files.readString(Path.of(file)).strip());
        }
    }

    @Test
    void everyCommandStandsInAReadme() throws IOException {
        String readme = Files.readString(ROOT.resolve("plugins-examples/filter-example/README.md"));
        String others = EXECUTED.matcher(guide()).replaceFirst("");
        List<MatchResult> listings = LISTING.matcher(others).results().filter(l -> l.group(2).equals("sh")).toList();
        assertThat(listings).isNotEmpty().allSatisfy(listing ->
                assertThat(readme.lines()).containsAll(listing.group(3).lines().toList()));
    }

    @Test
    void everyHookVerdictAndEditHasItsRow() throws IOException {
        String guide = guide();
        Stream.of(MailFilter.class.getDeclaredMethods()).map(Method::getName)
                .forEach(hook -> assertThat(guide).contains("| `" + hook + "` |"));
        Stream.of(Verdict.class.getDeclaredMethods()).filter(PluginGuideTest::isFactory).map(Method::getName)
                .forEach(verdict -> assertThat(guide).contains("| `Verdict." + verdict + "("));
        names(Action.class.getPermittedSubclasses()).forEach(action -> assertThat(guide).contains("| `" + action + "` |"));
        names(Edit.class.getPermittedSubclasses()).forEach(edit -> assertThat(guide).contains("| `" + edit + "` |"));
    }

    /** {@code Verdict.of} is the way for actions that have no method of their own. */
    private static boolean isFactory(Method method) {
        return java.lang.reflect.Modifier.isStatic(method.getModifiers())
                && java.lang.reflect.Modifier.isPublic(method.getModifiers()) && !method.getName().equals("of");
    }

    @Test
    void everyStagePhaseModeAndFailureActionIsExplained() throws IOException {
        String guide = guide();
        Stream.of(Stage.values(), Phase.values(), Mode.values(), FailureAction.values()).flatMap(Arrays::stream)
                .forEach(value -> assertThat(guide).contains("`" + ((Enum<?>) value).name()));
    }

    @Test
    void everyEventIsListed() throws IOException {
        Path events = ROOT.resolve("bundles/api/src/main/java/" + MailEvent.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(events)) {
            for (Path file : files.toList()) {
                if (Files.readString(file).contains("implements MailEvent")) {
                    assertThat(guide()).contains("| `" + file.getFileName().toString().replace(".java", "") + "` |");
                }
            }
        }
    }

    @Test
    void everyExampleIsSmallAndHasItsReadmeAndItsPlaceInTheGuide() throws IOException {
        List<Path> examples = below(ROOT.resolve("plugins-examples"), 1, "-example");
        assertThat(examples).hasSizeGreaterThanOrEqualTo(9);
        for (Path example : examples) {
            assertThat(linesOfCode(example.resolve("src/main/java"))).as(example.toString()).isBetween(1L, 100L);
            assertThat(Files.readString(example.resolve("README.md"))).contains("## Intent", "## Build", "## Deploy", "## See it work");
            if (!example.endsWith("discard-example")) { // of the benchmark
                assertThat(guide()).contains("plugins-examples/" + example.getFileName());
            }
        }
    }

    /** Not counted: imports, comments, and lines that hold braces only. */
    private static long linesOfCode(Path sources) throws IOException {
        long lines = 0;
        for (Path file : below(sources, 20, ".java")) {
            lines += Files.readString(file).lines().map(String::strip)
                    .filter(line -> line.matches(".*\\w.*") && !line.matches("(?:import |package |//|/?\\*).*")).count();
        }
        return lines;
    }

    private static List<Path> below(Path root, int depth, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(root, depth)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix)).toList();
        }
    }

    private static Stream<String> names(Class<?>... types) {
        return Stream.of(types).map(Class::getSimpleName);
    }
}
