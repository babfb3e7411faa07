package org.postrider.generations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.postrider.api.plugin.BundleUse;
import org.postrider.api.plugin.Generation;
import org.postrider.testing.config.Configured;

class GenerationsTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path home;
    private FakeFramework framework;
    private BundleGenerations generations;
    private final GenerationThreads threads = new GenerationThreads();
    private final Engine engine = new Engine();

    /** Counts as it is told. */
    private static final class Engine implements BundleUse {

        private final Map<Long, Integer> sessions = new ConcurrentHashMap<>();
        private final Set<Long> retired = new HashSet<>();

        @Override
        public int sessions(long bundle) {
            return sessions.getOrDefault(bundle, 0);
        }

        @Override
        public synchronized void retire(long bundle) {
            retired.add(bundle);
        }
    }

    @AfterEach
    void close() {
        threads.close();
    }

    private FakeFramework framework() {
        if (framework == null) {
            framework = new FakeFramework(home);
        }
        return framework;
    }

    private BundleGenerations generations() {
        generations = new BundleGenerations(framework().context(), threads, Configured.with(GenerationsConfiguration.class,
                Map.of("grace", 1)), Clock.systemUTC());
        generations.addUse(engine);
        return generations;
    }

    @Test
    void versionGoesWhenItsLastSessionHasEnded() {
        Bundle old = framework().add("b", "1.0.0");
        Bundle fresh = framework().add("b", "1.1.0");
        engine.sessions.put(old.getBundleId(), 2);
        CompletableFuture<Integer> done = generations().retire(old.getBundleId(), LONG).toCompletableFuture();
        assertThat(engine.retired).containsExactly(old.getBundleId());
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(framework.told).isEmpty();
        assertThat(generations.list()).extracting(Generation::version, Generation::state, Generation::sessions)
                .containsExactly(tuple("1.0.0", Generation.State.DRAINING, 2),
                        tuple("1.1.0", Generation.State.CURRENT, 0));
        assertThat(generations.isRetiring(old)).isTrue();
        assertThat(generations.isRetiring(fresh)).isFalse();

        engine.sessions.clear();
        await().until(() -> framework.told.equals(List.of("stop 1.0.0")));
        await().until(() -> generations.list().get(0).state() == Generation.State.STOPPED);
        await().until(done::isDone);
        assertThat(done).isCompletedWithValue(0);
        assertThat(framework.told).containsExactly("stop 1.0.0", "uninstall 1.0.0");
        assertThat(generations.list()).isEmpty();
    }

    @Test
    void deadlineCutsOffAndSaysHowMany() {
        Bundle old = framework().add("b", "1.0.0");
        engine.sessions.put(old.getBundleId(), 3);
        CompletableFuture<Integer> done = generations().retire(old.getBundleId(), LONG).toCompletableFuture();
        CompletableFuture<Integer> again = generations.retire(old.getBundleId(), Duration.ZERO).toCompletableFuture();
        await().until(done::isDone);
        assertThat(done).isCompletedWithValue(3);
        await().until(again::isDone);
        assertThat(framework.told).containsExactly("stop 1.0.0", "uninstall 1.0.0");
    }

    @Test
    void whatIsRetiringAtAStopGoesAfterTheNextStart() {
        Bundle old = framework().add("b", "1.0.0");
        engine.sessions.put(old.getBundleId(), 1);
        generations().retire(old.getBundleId(), LONG);
        threads.close(); // the server stops
        engine.sessions.clear();
        GenerationThreads next = new GenerationThreads();
        try {
            BundleGenerations after = new BundleGenerations(framework.context(), next,
                    Configured.with(GenerationsConfiguration.class, Map.of("grace", 1)), Clock.systemUTC());
            assertThat(after.isRetiring(old)).isTrue();
            after.addUse(engine);
            await().until(() -> framework.told.contains("uninstall 1.0.0"));
            await().until(() -> !new RetiringFile(home.resolve("retiring")).has(old));
        } finally {
            next.close();
        }
    }

    @Test
    void whoComesLaterIsToldToo() {
        Bundle old = framework().add("b", "1.0.0");
        engine.sessions.put(old.getBundleId(), 1);
        generations().retire(old.getBundleId(), LONG);
        Engine second = new Engine();
        generations.addUse(second);
        assertThat(second.retired).containsExactly(old.getBundleId());
        engine.sessions.clear();
        second.sessions.put(old.getBundleId(), 1);
        assertThat(generations.sessions(old)).isEqualTo(1);
        generations.removeUse(second);
        await().until(() -> framework.told.contains("stop 1.0.0"));
    }

    @Test
    void whereNobodyCountsItGoesAtOnce() {
        Bundle old = framework().add("b", "1.0.0");
        generations().removeUse(engine);
        assertThat(generations.sessions(old)).isEqualTo(-1);
        generations.retire(old.getBundleId(), LONG);
        await().until(() -> framework.told.contains("uninstall 1.0.0"));
    }

    @Test
    void whatIsUninstalledByHandIsForgotten() throws Exception {
        Bundle old = framework().add("b", "1.0.0");
        engine.sessions.put(old.getBundleId(), 1);
        CompletableFuture<Integer> done = generations().retire(old.getBundleId(), LONG).toCompletableFuture();
        old.uninstall();
        await().until(done::isDone);
        assertThat(generations.list()).isEmpty();
    }

    @Test
    void whatCannotBeRetiredIsSaid() {
        generations();
        assertThatThrownBy(() -> generations.retire(77, LONG)).hasMessage("there is no bundle 77 that could be retired");
        assertThatThrownBy(() -> generations.retire(FakeFramework.OWN, LONG)).hasMessageContaining("there is no bundle 1");
        Bundle old = framework.add("b", "1.0.0");
        assertThatThrownBy(() -> generations.retire(old.getBundleId(), Duration.ofSeconds(-1)))
                .hasMessage("a deadline is 0 seconds or more, not -1");
        assertThat(generations.list()).isEmpty();
    }

    @Test
    void fileInDeployLeavesIt() throws Exception {
        Path jar = Files.writeString(Files.createDirectories(home.resolve("deploy")).resolve("b 1.jar"), "x");
        Bundle old = framework().add("b", "1.0.0", jar.toUri().toString(), new String[0]);
        generations().retire(old.getBundleId(), Duration.ZERO);
        await().until(() -> framework.told.contains("uninstall 1.0.0"));
        assertThat(jar).doesNotExist();
        assertThat(home.resolve("upgrades/b 1.jar.replaced")).hasContent("x");
        new DeployedFiles(Optional.of(home)).setAside("file:/a b"); // no such location: nothing happens
    }
}
