package org.postrider.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java of this machine, by what its release file says. */
record InstalledJava(Path home, Runtime.Version version) {

    private static final Path PLACE = Path.of("/usr/lib/jvm");

    /** The newest one from a version on. */
    static Optional<InstalledJava> newestFrom(int feature) {
        if (!Files.isDirectory(PLACE)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(PLACE)) {
            return homes.filter(home -> Files.isRegularFile(home.resolve("release")))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .map(home -> new InstalledJava(home, versionOf(home)))
                    .filter(java -> java.version().feature() >= feature)
                    .max(Comparator.comparing(InstalledJava::version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Runtime.Version versionOf(Path home) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Runtime.Version.parse(release.getProperty("JAVA_VERSION").replace("\"", ""));
    }
}
