package org.postrider.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree that is being tested: its documents, its sources, and the bundles that were built from them. */
final class SourceTree {

    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private SourceTree() {
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files below a folder whose names end so; nothing that was built. */
    static List<Path> files(String folder, String end) {
        try (Stream<Path> paths = Files.walk(ROOT.resolve(folder))) {
            return paths.filter(path -> path.toString().endsWith(end) && Files.isRegularFile(path))
                    .filter(path -> !ROOT.relativize(path).toString().contains("target/")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the folders in {@code bundles} that become bundles of the server. */
    static List<String> bundles() {
        return files("bundles", "pom.xml").stream().map(pom -> ROOT.resolve("bundles").relativize(pom))
                .filter(pom -> pom.getNameCount() == 2).map(pom -> pom.getName(0).toString())
                .filter(name -> !name.equals("rules")).toList();
    }

    /** The jar of a bundle, as this build made it. */
    static Path jar(String bundle) {
        return ROOT.resolve("bundles").resolve(bundle).resolve("target").resolve(
                "org.postrider." + bundle.replace('-', '.') + "-" + System.getProperty("postrider.version") + ".jar");
    }

    /** Java that is shipped: of bundles, of the command line, and of the examples. */
    static List<Path> mainSources() {
        return Stream.of("bundles", "karaf-distribution", "plugins-examples").flatMap(f -> files(f, ".java").stream())
                .filter(file -> file.toString().contains("/src/main/") && !file.toString().contains("/bundles/testing/"))
                .toList();
    }

    /** All that is written by hand and is no document. */
    static List<Path> allSources() {
        return Stream.of(".java", ".cfg", ".smtp", ".js").flatMap(end -> Stream.of("bundles", "karaf-distribution",
                "plugins-examples", "itests").flatMap(folder -> files(folder, end).stream())).toList();
    }
}
