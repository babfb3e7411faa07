package org.postrider.generations;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.PluginProblem;
import org.postrider.api.plugin.UpgradeRequest;

class FitnessTest {

    @TempDir
    private Path home;

    private static UpgradeRequest request(PluginPlan plan, boolean older) {
        return new UpgradeRequest("b", Path.of("/x.jar"), plan, older, Optional.empty());
    }

    private static PluginPlan plan(String name, String version, List<String> refreshes, List<PluginProblem> problems) {
        return new PluginPlan(name, version, 1, "abc", "file:/x.jar", Optional.empty(), List.of(), refreshes, List.of(), problems);
    }

    private static PluginPlan plan(String version) {
        return plan("b", version, List.of(), List.of());
    }

    private Bundle running(String... services) {
        return new FakeFramework(home).add("b", "1.1.0", services);
    }

    @Test
    void newerVersionFits() {
        assertThatCode(() -> Fitness.check(request(plan("1.2.0"), false), List.of(running("x.Store"))))
                .doesNotThrowAnyException();
    }

    @Test
    void olderVersionOnlyByForce() {
        assertThatThrownBy(() -> Fitness.check(request(plan("1.0.9"), false), List.of(running())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("b 1.0.9 is older than 1.1.0, which runs; --force takes it");
        assertThatCode(() -> Fitness.check(request(plan("1.0.9"), true), List.of(running()))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Fitness.check(request(plan("1.1.0"), true), List.of(running())))
                .hasMessage("b 1.1.0 runs already");
    }

    @Test
    void anotherBundleOrNoneDoesNotFit() {
        assertThatThrownBy(() -> Fitness.check(request(plan("c", "2.0.0", List.of(), List.of()), false), List.of(running())))
                .hasMessage("the file is c 2.0.0, not a version of b");
        assertThatThrownBy(() -> Fitness.check(request(plan("2.0.0"), false), List.of()))
                .hasMessage("there is no bundle b that runs");
    }

    @Test
    void whatSpeaksAgainstTheFileIsSaid() {
        PluginPlan refreshing = plan("b", "2.0.0", List.of("user 1.0.0"), List.of());
        assertThatThrownBy(() -> Fitness.check(request(refreshing, false), List.of(running())))
                .hasMessage("the file cannot be installed: it would start others anew: user 1.0.0");
        PluginPlan broken = plan("", "", List.of(), List.of(new PluginProblem("it is no jar", "copy all of it")));
        assertThatThrownBy(() -> Fitness.check(request(broken, false), List.of(running())))
                .hasMessage("the file cannot be installed: it is no jar");
    }

    @Test
    void whatThereIsOnlyOneOfIsNotDoubled() {
        assertThatThrownBy(() -> Fitness.check(request(plan("2.0.0"), false),
                List.of(running("org.postrider.api.queue.Spool"))))
                .hasMessageStartingWith("b keeps the spool, of which there is one: it cannot run twice");
    }

    @Test
    void pluginOfTheLockFileIsReplacedByItsOwnCommand() {
        Bundle plugin = new FakeFramework(home).add("b", "1.1.0", "postrider-plugin:b/1.1.0/abc", new String[0]);
        assertThatThrownBy(() -> Fitness.check(request(plan("2.0.0"), false), List.of(plugin)))
                .hasMessage("b is a plugin of plugins/: mail:plugin-install /x.jar replaces it in the same way");
    }
}
