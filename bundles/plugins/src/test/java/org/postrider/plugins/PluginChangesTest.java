package org.postrider.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.postrider.api.plugin.Generation;
import org.postrider.api.plugin.Generations;
import org.postrider.api.plugin.PluginChange;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginInfo;
import org.postrider.testing.admin.ListedFilters;
import org.postrider.testing.config.Configured;

/** In the framework of the server, and over its restart. */
class PluginChangesTest {

    private static final String NAME = "org.example.spf";

    @TempDir
    private Path home;
    @TempDir
    private Path cache;
    @TempDir
    private Path elsewhere;
    private final Components components = new Components();
    private TestFramework framework;
    private InstalledPlugins plugins;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(home.resolve("etc"));
        framework = TestFramework.withApi(cache, "1.0.0");
        plugins = plugins();
    }

    private InstalledPlugins plugins() throws IOException {
        return new InstalledPlugins(framework.context(), components.runtime(), home,
                Configured.with(PluginConfiguration.class, Map.of("startTimeout", 1)));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private void restart() throws Exception {
        framework.close();
        framework = TestFramework.start(cache);
        assertThat(states()).as("nothing starts by itself").doesNotContain("ACTIVE");
        plugins = plugins();
        plugins.start();
    }

    @Test
    void whatIsInstalledRunsIsLockedAndRunsAgainAfterARestart() throws Exception {
        Path jar = plugin("1.0.0").in(elsewhere);
        assertThat(install(jar)).isEqualTo(new PluginChange(List.of(NAME + " 1.0.0"), List.of(), List.of()));
        assertThat(locked()).containsExactly(NAME + " 1.0.0 " + Sha256.of(jar));
        assertThat(files()).containsExactly("last-change", NAME + "-1.0.0.jar");
        runs("1.0.0");
        restart();
        runs("1.0.0");
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOldAndIsTakenBackOnce() throws Exception {
        install("1.0.0");
        assertThat(install("1.1.0"))
                .isEqualTo(new PluginChange(List.of(NAME + " 1.1.0"), List.of(NAME + " 1.0.0"), List.of()));
        runs("1.1.0");
        restart();
        runs("1.1.0");
        assertThat(plugins.undo())
                .isEqualTo(new PluginChange(List.of(NAME + " 1.0.0"), List.of(NAME + " 1.1.0"), List.of()));
        runs("1.0.0");
        assertThat(files()).containsExactly(NAME + "-1.0.0.jar");
        assertThatThrownBy(() -> plugins.undo()).hasMessage("there is nothing to take back");
        restart();
        runs("1.0.0");
    }

    @Test
    void whereVersionsComeToTheirEndTheyHaveTimeForIt() throws Exception {
        List<String> told = new ArrayList<>();
        plugins.generations = generations(told);
        install("1.0.0");
        install("1.1.0");
        assertThat(plugins.list()).extracting(it -> it.version() + " " + it.state())
                .containsExactly("1.0.0 DRAINING", "1.1.0 ACTIVE");
        plugins.undo();
        assertThat(plugins.list()).extracting(it -> it.version() + " " + it.state())
                .containsExactly("1.0.0 ACTIVE", "1.1.0 DRAINING");
        assertThat(told).containsExactly("1.0.0 PT5M", "1.0.0 PT0S", "1.1.0 PT5M");
    }

    /** One in which everything runs until its deadline. */
    private Generations generations(List<String> told) {
        return new Generations() {

            @Override
            public CompletionStage<Integer> retire(long id, Duration deadline) {
                Bundle bundle = framework.context().getBundle(id);
                told.add(bundle.getVersion() + " " + deadline);
                try {
                    if (deadline.isZero()) {
                        bundle.uninstall();
                    }
                } catch (BundleException e) {
                    throw new IllegalStateException(e);
                }
                return CompletableFuture.completedFuture(0);
            }

            @Override
            public List<Generation> list() {
                return List.of();
            }
        };
    }

    @Test
    void aFilterHasToBeInThePipeline() throws Exception {
        ListedFilters filters = new ListedFilters();
        plugins.filters = filters;
        framework.context().addBundleListener((SynchronousBundleListener) event -> {
            if (event.getType() == BundleEvent.STARTED && NAME.equals(event.getBundle().getSymbolicName())) {
                event.getBundle().getBundleContext().registerService(Runnable.class, () -> { },
                        new Hashtable<>(Map.of(DeclaredComponent.FILTER_NAME, "spf")));
            }
        });
        components.add("test.spf", ComponentConfigurationDTO.SATISFIED);
        assertThat(refused(plugin("1.0.0").filter("spf"))).endsWith("its filter spf is not in the pipeline");
        filters.add("spf", "");
        assertThat(refused(plugin("1.0.0").filter("spf"))).contains("the pipeline has its filter spf from ");
        install(plugin("1.2.0").filter("spf").in(elsewhere)); // the version that the pipeline has
        runs("1.2.0");
    }

    @Test
    void whatIsRemovedIsGoneAndComesBack() throws Exception {
        install("1.0.0");
        assertThat(plugins.remove(NAME, Optional.empty()).ended()).containsExactly(NAME + " 1.0.0");
        assertThat(plugins.list()).isEmpty();
        assertThat(locked()).isEmpty();
        restart();
        assertThat(plugins.list()).isEmpty();
        assertThat(plugins.undo().started()).containsExactly(NAME + " 1.0.0");
        runs("1.0.0");
    }

    @Test
    void whatIsNotThereIsNotRemoved() throws IOException {
        assertThatThrownBy(() -> plugins.remove(NAME, Optional.empty()))
                .hasMessage("no plugin " + NAME + " is installed; installed: none. A jar in deploy/ is removed there");
        install("1.0.0");
        assertThatThrownBy(() -> plugins.remove(NAME, Optional.of("2.0.0")))
                .hasMessage("that version of " + NAME + " is not installed; installed: " + NAME + " 1.0.0");
        runs("1.0.0");
    }

    @Test
    void whatDoesNotWorkIsTakenBackAndTheOldVersionStays() throws Exception {
        install("1.0.0");
        String missing = refused(plugin("1.1.0").filter("spf"));
        assertThat(missing).isEqualTo(NAME + " 1.1.0 does not work: its component test.spf is not there");
        components.addWaiting("test.spf", "org.example.Service");
        assertThat(refused(plugin("1.1.0").filter("spf")))
                .endsWith("its component test.spf waits for org.example.Service");
        components.clear();
        components.add("test.spf", ComponentConfigurationDTO.SATISFIED);
        assertThat(refused(plugin("1.1.0").filter("spf"))).endsWith("its filter spf is not registered");
        components.clear();
        components.add("test.spf", ComponentConfigurationDTO.FAILED_ACTIVATION).failure =
                "ComponentException\n\tat x\nCaused by: java.io.IOException: no such host";
        assertThat(refused(plugin("1.1.0").filter("spf")))
                .endsWith("its component test.spf fails: java.io.IOException: no such host");
        assertThat(refused(plugin("1.1.0").with("Bundle-Activator", "test.Absent")))
                .startsWith(NAME + " 1.1.0 does not start: ").contains("test.Absent");
        runs("1.0.0");
        assertThat(files()).containsExactly("last-change", NAME + "-1.0.0.jar");
    }

    @Test
    void aComponentThatHasNoConfigurationYetIsNotMissed() throws Exception {
        ComponentConfigurationDTO unconfigured =
                components.add("test.spf", ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION);
        unconfigured.description.configurationPolicy = "require";
        install(plugin("1.0.0").filter("spf").in(elsewhere));
        runs("1.0.0");
    }

    @Test
    void whatCannotBeInstalledIsNot() throws Exception {
        framework.run(TestJar.bundle("org.postrider.queue", "1.0.0"));
        assertThat(refused(TestJar.bundle("org.postrider.queue", "2.0.0")))
                .isEqualTo("org.postrider.queue is a part of the server, and no plugin");
        assertThat(refused(plugin("1.0.0").with("Import-Package", "org.example.absent")))
                .isEqualTo("it cannot be installed: [it imports org.example.absent, which nothing here exports]");
        Path jar = plugin("1.0.0").in(elsewhere);
        try (PluginDraft draft = plugins.open(jar.toUri(), Optional.empty())) {
            install(jar);
            assertThatThrownBy(draft::install).hasMessage(NAME + " 1.0.0 is installed already");
        }
    }

    @Test
    void octetsThatChangedDoNotRun() throws Exception {
        install("1.0.0");
        Path jar = home.resolve("plugins/" + NAME + "-1.0.0.jar");
        Files.write(jar, plugin("1.0.0").entry("evil", "x").octets());
        restart();
        assertThat(plugins.list()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(PluginInfo.State.IDLE);
            assertThat(it.lock()).isEqualTo(PluginInfo.Lock.CHANGED);
            assertThat(it.problem()).startsWith("the octets of " + jar + " are not those of ");
        });
        assertThat(states()).doesNotContain("ACTIVE");
        install(jar);
        runs("1.0.0");
    }

    @Test
    void whatIsNotInTheLockDoesNotRun() throws Exception {
        Files.write(home.resolve("plugins/x.jar"), plugin("1.0.0").octets());
        Files.writeString(home.resolve("plugins/y.jar"), "no jar");
        restart();
        assertThat(plugins.list()).extracting(PluginInfo::name).containsExactly(NAME, "y.jar");
        assertThat(plugins.list()).allMatch(it -> it.lock() == PluginInfo.Lock.ABSENT
                && it.state() == PluginInfo.State.IDLE && it.problem().contains(" is not in "));
        assertThat(states()).doesNotContain("ACTIVE");
    }

    @Test
    void aLockedJarThatIsNotThereIsNamed() throws Exception {
        install("1.0.0");
        Files.delete(home.resolve("plugins/" + NAME + "-1.0.0.jar"));
        restart();
        assertThat(plugins.list()).singleElement().extracting(PluginInfo::problem).asString().endsWith(" is not there");
    }

    @Test
    void whatIsBroughtBackHasItsOctetsStill() throws Exception {
        install("1.0.0");
        install("1.1.0");
        Files.writeString(home.resolve("plugins/kept/" + NAME + "-1.0.0.jar"), "x");
        assertThatThrownBy(() -> plugins.undo()).isInstanceOf(IOException.class)
                .hasMessageEndingWith(" is not there any more as it was");
        runs("1.1.0");
    }

    @Test
    void othersMayWriteIntoTheLockFile() throws Exception {
        Path lock = Files.writeString(home.resolve("etc/plugins.lock"), "# ours\norg.example.dropped 1.0.0 "
                + "0".repeat(64) + "\nnonsense\n");
        install("1.0.0");
        plugins.remove(NAME, Optional.empty());
        assertThat(Files.readString(lock)).isEqualTo("# ours\norg.example.dropped 1.0.0 " + "0".repeat(64) + "\nnonsense\n");
        assertThat(new LockFile(lock).objections()).containsExactly(
                "line 3: found \"nonsense\", allowed is: symbolic name, version, SHA-256");
    }

    @Test
    void oneChangeAtATime() throws Exception {
        PluginChanges changes = new PluginChanges(plugins, new PluginFolder(home.resolve("other")),
                new LockFile(home.resolve("etc/plugins.lock")));
        changes.alone(() -> TimedCall.of(plugins.patience(), "another",
                () -> assertThatThrownBy(() -> changes.undo()).hasMessageStartingWith("another change of the plugins")));
    }

    private PluginChange install(String version) throws IOException {
        return install(plugin(version).in(elsewhere));
    }

    private PluginChange install(Path jar) throws IOException {
        try (PluginDraft draft = plugins.open(jar.toUri(), Optional.empty())) {
            return draft.install();
        }
    }

    private String refused(TestJar jar) throws IOException {
        try {
            install(jar.in(elsewhere));
            throw new AssertionError("it was installed");
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** It and no other. */
    private void runs(String version) throws IOException {
        assertThat(plugins.list()).singleElement().satisfies(it -> {
            assertThat(it.name() + " " + it.version()).isEqualTo(NAME + " " + version);
            assertThat(it.state()).isEqualTo(PluginInfo.State.ACTIVE);
            assertThat(it.lock()).isEqualTo(PluginInfo.Lock.OK);
            assertThat(it.problem()).isEmpty();
        });
        assertThat(states()).containsExactly("ACTIVE");
    }

    /** Of all bundles that come from plugins/. */
    private List<String> states() {
        return Arrays.stream(framework.context().getBundles()).filter(PluginBundles::isOne)
                .map(it -> it.getState() == Bundle.ACTIVE ? "ACTIVE" : "IDLE").toList();
    }

    private List<String> locked() throws IOException {
        return Files.readAllLines(home.resolve("etc/plugins.lock")).stream().filter(it -> !it.startsWith("#")).toList();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("plugins"))) {
            return files.filter(Files::isRegularFile).map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private static TestJar plugin(String version) {
        return TestJar.bundle(NAME, version).with("Import-Package", "org.postrider.api.filter;version=\"[1,2)\"");
    }
}
