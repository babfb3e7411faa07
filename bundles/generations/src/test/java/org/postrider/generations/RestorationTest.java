package org.postrider.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Version;
import org.postrider.testing.config.Configured;

class RestorationTest {

    @TempDir
    private Path home;
    private FakeFramework framework;
    private UpgradeFolder folder;
    private ReplacementFile replacements;
    private final GenerationThreads threads = new GenerationThreads();

    @BeforeEach
    void open() throws IOException {
        framework = new FakeFramework(home);
        folder = new UpgradeFolder(home.resolve("upgrades"));
        replacements = new ReplacementFile(folder.list());
    }

    @AfterEach
    void close() {
        threads.close();
    }

    private void begin() {
        BundleGenerations generations = new BundleGenerations(framework.context(), threads,
                Configured.with(GenerationsConfiguration.class, Map.of("grace", 1)), Clock.systemUTC());
        new Restoration(framework.context(), threads, generations, new Restoration.Kept(
                new Versions(framework.context(), generations), folder, replacements, new HashSet<>())).begin();
    }

    /** As an upgrade leaves it: the file, and that it takes the place of others. */
    private Path upgraded(String version, String... gone) throws IOException {
        Path file = folder.file("b", version);
        Path source = Files.writeString(home.resolve("source"), "octets of " + version);
        String hash = UpgradeFolder.hash(source);
        folder.keep(source, file, hash);
        replacements.put(new Replacement("b", Version.parseVersion(version), hash,
                Arrays.stream(gone).map(Version::parseVersion).collect(Collectors.toSet())));
        return file;
    }

    @Test
    void emptyCacheBringsTheOldVersionAndItGoesAgain() throws IOException {
        upgraded("1.1.0", "1.0.0");
        framework.add("b", "1.0.0");
        begin();
        await().until(() -> framework.told.contains("uninstall 1.0.0"));
        assertThat(framework.running()).containsExactly("b 1.1.0");
    }

    @Test
    void oldVersionThatComesBackLaterGoesAgain() throws IOException {
        Path file = upgraded("1.1.0", "1.0.0");
        framework.add("b", "1.1.0", file.toUri().toString(), new String[0]);
        begin();
        Bundle old = framework.add("b", "1.0.0"); // as feature:install does
        framework.tell(BundleEvent.STARTED, old);
        await().until(() -> framework.told.contains("uninstall 1.0.0"));
        assertThat(framework.running()).containsExactly("b 1.1.0");
        assertThat(file).exists();
    }

    @Test
    void newerDistributionIsNotHeldBack() throws IOException {
        Path file = upgraded("1.1.0", "1.0.0");
        framework.add("b", "1.2.0");
        begin();
        await().until(() -> replacements.all().isEmpty());
        await().until(() -> Files.notExists(file));
        assertThat(framework.running()).containsExactly("b 1.2.0");
    }

    @Test
    void whatWasUninstalledByHandStaysAway() throws Exception {
        Path file = upgraded("1.1.0", "1.0.0");
        Bundle wanted = framework.add("b", "1.1.0", file.toUri().toString(), new String[0]);
        begin();
        wanted.uninstall();
        assertThat(replacements.all()).isEmpty();
        assertThat(new ReplacementFile(folder.list()).all()).isEmpty();
    }

    @Test
    void fileThatHasChangedIsNotInstalled() throws Exception {
        Path file = upgraded("1.1.0", "1.0.0");
        framework.add("b", "1.0.0");
        Files.writeString(file, "others");
        begin();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(framework.running()).containsExactly("b 1.0.0");
        assertThat(framework.told).isEmpty();
    }

    @Test
    void upgradeThatWasBrokenOffIsTakenBack() throws IOException {
        framework.add("b", "1.0.0");
        framework.add("b", "1.1.0", folder.file("b", "1.1.0").toUri().toString(), new String[0]);
        begin();
        await().until(() -> framework.told.contains("uninstall 1.1.0"));
        assertThat(framework.running()).containsExactly("b 1.0.0");
    }

    @Test
    void listIsReadAsItWasWritten() throws IOException {
        Replacement first = new Replacement("b", Version.parseVersion("1.1.0"), "abc", Set.of(Version.parseVersion("1.0.0")));
        replacements.put(first);
        Replacement second = first.by(Version.parseVersion("1.0.0"), "def", Set.of(Version.parseVersion("1.1.0")));
        assertThat(second.superseded()).containsExactly(Version.parseVersion("1.1.0"));
        replacements.put(second);
        assertThat(new ReplacementFile(folder.list()).all()).containsExactly(second);
        Files.writeString(folder.list(), "b = nonsense\nc = x abc 1.0.0\nd = 1.0.0 abc 0.9.0\n");
        assertThat(new ReplacementFile(folder.list()).all()).extracting(Replacement::name).containsExactly("d");
    }

    @Test
    void whatWasNotJudgedIsNotKept() throws IOException {
        Path source = Files.writeString(home.resolve("source"), "x");
        assertThatThrownBy(() -> folder.keep(source, folder.file("b", "1.1.0"), "abc"))
                .isInstanceOf(IOException.class).hasMessageContaining("has changed since it was judged");
        try (Stream<Path> files = Files.list(home.resolve("upgrades"))) {
            assertThat(files).isEmpty();
        }
    }
}
