package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What plugins are written against, held against its first release: a change that plugins may notice has the version that
 * says so, and is in {@code docs/api-diff}. What the test kit offers is held to the same.
 */
class ApiBaselineTest {

    private static final Set<Delta> SAME = Set.of(Delta.UNCHANGED, Delta.IGNORED);

    @ParameterizedTest
    @ValueSource(strings = {"api", "testing"})
    void everyChangeHasItsVersionAndIsWrittenDown(String bundle) throws Exception {
        Path release = SourceTree.ROOT.resolve("bundles").resolve(bundle).resolve("baseline/org.postrider." + bundle + "-0.1.0.jar");
        List<String> lines = new ArrayList<>();
        try (Jar now = new Jar(SourceTree.jar(bundle).toFile()); Jar then = new Jar(release.toFile());
                Processor processor = new Processor()) {
            Set<Info> packages = new Baseline(processor, new DiffPluginImpl()).baseline(now, then, null);
            assertThat(packages).hasSizeGreaterThan(5).allSatisfy(info -> assertThat(info.mismatch)
                    .as("%s changes by %s: its version is %s and has to be %s (package-info.java)", info.packageName,
                            info.packageDiff.getDelta(), info.newerVersion, info.suggestedVersion)
                    .isFalse());
            packages.stream().sorted((a, b) -> a.packageName.compareTo(b.packageName)).forEach(info -> write(info, lines));
        }
        assertWritten(bundle.equals("api") ? "next.txt" : bundle + "-next.txt", lines);
    }

    private static void write(Info info, List<String> lines) {
        if (!SAME.contains(info.packageDiff.getDelta())) {
            lines.add(info.packageName + " " + info.olderVersion + " -> " + info.newerVersion);
            children(info.packageDiff, "  ", lines);
        }
    }

    private static void children(Diff diff, String indent, List<String> lines) {
        Set<String> texts = new TreeSet<>();
        for (Diff child : diff.getChildren()) {
            if (!SAME.contains(child.getDelta())) {
                List<String> below = new ArrayList<>();
                if (child.getDelta() != Delta.ADDED && child.getDelta() != Delta.REMOVED) {
                    children(child, indent + "  ", below);
                }
                String line = indent + child.getDelta() + " " + child.getType() + " " + child.getName();
                texts.add(below.isEmpty() ? line : line + "\n" + String.join("\n", below));
            }
        }
        texts.forEach(text -> lines.addAll(text.lines().toList()));
    }

    /** With {@code -Dapi.diff.write=true} the file is made anew. */
    private static void assertWritten(String name, List<String> lines) throws Exception {
        Path file = SourceTree.ROOT.resolve("docs/api-diff").resolve(name);
        List<String> expected = lines.isEmpty() ? List.of("No difference.") : lines;
        if (Boolean.getBoolean("api.diff.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, expected);
        }
        assertThat(Files.readAllLines(file)).as("docs/api-diff/%s; -Dapi.diff.write=true writes it", name).isEqualTo(expected);
    }
}
