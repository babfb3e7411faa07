package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.PluginProblem;
import org.postrider.api.plugin.Plugins;

class PluginCommandsTest {

    private static final PluginProblem PROBLEM = new PluginProblem("it imports x, which nothing here exports", "bring it");

    private final List<String> told = new ArrayList<>();
    private PluginPlan plan = plan(List.of(), List.of());
    private final Platform platform = new Platform().with(Plugins.class, new FakePlugins());

    private final class FakePlugins implements Plugins {

        @Override
        public PluginDraft open(URI source, Optional<String> sha256) {
            told.add("open " + source + sha256.map(it -> " " + it).orElse(""));
            return new FakeDraft();
        }
    }

    private final class FakeDraft implements PluginDraft {

        @Override
        public PluginPlan plan() {
            return plan;
        }

        @Override
        public void close() {
            told.add("close");
        }
    }

    @Test
    void aPlanForPeople() throws Exception {
        assertThat(platform.run(check("/tmp/spf.jar"))).isEqualTo("""
                Plugin     org.example.spf 1.1.0
                From       file:/x
                Size       2.0 KiB
                SHA-256    abc
                Offers     filter spf
                Replaces   1.0.0
                Installs   org.example.spf 1.1.0
                Refreshes  nothing
                It can be installed.
                """);
        assertThat(told).containsExactly("open file:///tmp/spf.jar", "close");
        assertThat(platform.inUse()).isZero();
    }

    @Test
    void aPlanForPrograms() throws Exception {
        plan = plan(List.of(), List.of(PROBLEM));
        PluginCheckCommand check = check("https://example.org/spf.jar");
        check.json = true;
        check.sha256 = "abc";
        assertThat(platform.failure(check)).isEmpty();
        assertThat(platform.output()).isEqualTo("{\"name\":\"org.example.spf\",\"version\":\"1.1.0\",\"size\":2048,"
                + "\"sha256\":\"abc\",\"source\":\"file:/x\",\"replaces\":\"1.0.0\","
                + "\"installs\":[\"org.example.spf 1.1.0\"],\"refreshes\":[],\"offers\":[\"filter spf\"],"
                + "\"problems\":[{\"text\":\"it imports x, which nothing here exports\",\"advice\":\"bring it\"}],"
                + "\"fine\":false}\n");
        assertThat(told).containsExactly("open https://example.org/spf.jar abc", "close");
    }

    @Test
    void whatCannotBeInstalledEndsWithOne() throws Exception {
        plan = plan(List.of(), List.of(PROBLEM));
        assertThat(platform.failure(check("/x"))).isEqualTo("1 problem.");
        assertThat(platform.output()).contains("PROBLEM  it imports x, which nothing here exports\n         -> bring it");
        plan = plan(List.of("org.example.user 1.0.0"), List.of());
        assertThat(platform.failure(check("/x")))
                .isEqualTo("It would start others anew, and is not installed: org.example.user 1.0.0.");
    }

    @Test
    void aFileIsNamedByItsWholePath() {
        assertThatThrownBy(() -> platform.run(check("spf.jar"))).hasMessageStartingWith("give the whole path of the file");
        assertThat(told).isEmpty();
    }

    private static PluginCheckCommand check(String file) {
        PluginCheckCommand command = new PluginCheckCommand();
        command.file = file;
        return command;
    }

    private static PluginPlan plan(List<String> refreshes, List<PluginProblem> problems) {
        return new PluginPlan("org.example.spf", "1.1.0", 2048, "abc", "file:/x", Optional.of("1.0.0"),
                List.of("org.example.spf 1.1.0"), refreshes, List.of("filter spf"), problems);
    }
}
