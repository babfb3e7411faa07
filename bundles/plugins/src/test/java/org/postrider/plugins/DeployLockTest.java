package org.postrider.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.postrider.testing.config.Configured;

class DeployLockTest {

    @TempDir
    private Path home;
    @TempDir
    private Path cache;
    private TestFramework framework;
    private Path jar;
    private DeployLock lock;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(home.resolve("etc"));
        framework = TestFramework.start(cache);
        jar = TestJar.bundle("org.example.dropped", "1.0.0").in(Files.createDirectories(home.resolve("deploy")));
        lock = new DeployLock(framework.context(), home, mode("enforce"));
        framework.context().registerService(ResolverHookFactory.class, lock, null);
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    @Test
    void aStrangerDoesNotStartWhereTheLockIsEnforced() throws Exception {
        Bundle bundle = framework.context().installBundle(jar.toUri().toString());
        assertThatThrownBy(bundle::start).isInstanceOf(BundleException.class);
        assertThat(bundle.getState()).isEqualTo(Bundle.INSTALLED);
        lockIt();
        bundle.start();
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void aStrangerThatRunsIsStoppedAndOthersAreNot() throws Exception {
        lock.modified(mode("warn"));
        Bundle stranger = framework.context().installBundle(jar.toUri().toString());
        stranger.start();
        Bundle other = framework.run(TestJar.bundle("org.example.other", "1.0.0"));
        lock.modified(mode("enforce"));
        assertThat(stranger.getState()).isEqualTo(Bundle.RESOLVED);
        assertThat(other.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void withoutLockAnythingStarts() throws Exception {
        lock.modified(mode("off"));
        Bundle bundle = framework.context().installBundle(jar.toUri().toString());
        bundle.start();
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    }

    private void lockIt() throws IOException {
        Files.writeString(home.resolve("etc/plugins.lock"), "org.example.dropped 1.0.0 " + Sha256.of(jar) + "\n");
    }

    private static PluginConfiguration mode(String mode) {
        return Configured.with(PluginConfiguration.class, Map.of("lock", mode));
    }
}
