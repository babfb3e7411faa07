package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.junit.jupiter.api.Test;
import org.postrider.api.plugin.PluginChange;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginInfo;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.PluginProblem;
import org.postrider.api.plugin.Plugins;

class PluginCommandsTest {

    private static final PluginProblem PROBLEM = new PluginProblem("it imports x, which nothing here exports", "bring it");

    private final List<String> told = new ArrayList<>();
    private PluginPlan plan = plan(List.of(), List.of());
    private String failure = "";
    private List<PluginInfo> listed = List.of(
            plugin("org.example.spf", PluginInfo.State.ACTIVE, PluginInfo.Place.INSTALLED, PluginInfo.Lock.OK, ""),
            plugin("org.example.dropped", PluginInfo.State.ACTIVE, PluginInfo.Place.DEPLOYED, PluginInfo.Lock.ABSENT, ""));
    private final Platform platform = new Platform().with(Plugins.class, new FakePlugins());

    private final class FakePlugins implements Plugins {

        @Override
        public PluginDraft open(URI source, Optional<String> sha256) {
            told.add("open " + source + sha256.map(it -> " " + it).orElse(""));
            return new FakeDraft();
        }

        @Override
        public List<PluginInfo> list() {
            return listed;
        }

        @Override
        public PluginChange remove(String name, Optional<String> version) {
            told.add("remove " + name + version.map(it -> " " + it).orElse(""));
            return new PluginChange(List.of(), List.of(name + " 1.1.0"), List.of());
        }

        @Override
        public PluginChange undo() {
            told.add("undo");
            return new PluginChange(List.of("org.example.spf 1.0.0"), List.of("org.example.spf 1.1.0"), List.of("slow"));
        }
    }

    private final class FakeDraft implements PluginDraft {

        @Override
        public PluginPlan plan() {
            return plan;
        }

        @Override
        public PluginChange install() throws IOException {
            told.add("install");
            if (!failure.isEmpty()) {
                throw new IOException(failure);
            }
            return new PluginChange(List.of("org.example.spf 1.1.0"), List.of("org.example.spf 1.0.0"), List.of());
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

    @Test
    void whatIsInstalledIsShownFirst() throws Exception {
        assertThat(platform.run(install(null))).contains("Plugin     org.example.spf 1.1.0\n", "Refreshes  nothing\n")
                .endsWith("Started    org.example.spf 1.1.0\nEnded      org.example.spf 1.0.0\n");
        assertThat(told).containsExactly("open file:///x.jar", "install", "close");
    }

    @Test
    void whoInstallsIsAsked() throws Exception {
        PluginInstallCommand install = install(null);
        install.yes = false;
        assertThat(platform.failure(install)).isEqualTo("Nobody can be asked here: say --yes. Nothing was installed.");
        install.session = terminal("n");
        assertThat(platform.failure(install)).isEqualTo("Nothing was installed.");
        assertThat(told).doesNotContain("install");
        install.session = terminal("y");
        assertThat(platform.run(install)).endsWith("Ended      org.example.spf 1.0.0\n");
        install.json = true;
        assertThat(platform.failure(install)).startsWith("Nobody can be asked here");
    }

    private static Session terminal(String answer) {
        return Platform.proxy(Session.class, (method, args) -> switch (method) {
            case "getTerminal" -> Platform.proxy(Terminal.class, (name, none) -> null);
            case "readLine" -> answer;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    @Test
    void whatCannotBeInstalledIsNotTried() throws Exception {
        plan = plan(List.of(), List.of(PROBLEM));
        assertThat(platform.failure(install(null))).isEqualTo("1 problem.");
        PluginInstallCommand install = install(null);
        install.json = true;
        assertThat(platform.failure(install)).isEmpty();
        assertThat(platform.output()).startsWith("{\"plan\":{\"name\":").endsWith("\"fine\":false}}\n");
        assertThat(told).doesNotContain("install");
    }

    @Test
    void anInstallationForPrograms() throws Exception {
        PluginInstallCommand install = install("abc");
        install.json = true;
        assertThat(platform.run(install)).endsWith("\"fine\":true},\"change\":{\"started\":[\"org.example.spf 1.1.0\"],"
                + "\"ended\":[\"org.example.spf 1.0.0\"],\"notes\":[]}}\n");
        assertThat(told).contains("open file:///x.jar abc");
    }

    @Test
    void whatDoesNotWorkSaysWhy() {
        failure = "org.example.spf 1.1.0 does not work: it waits for something";
        assertThatThrownBy(() -> platform.run(install(null))).hasMessage(failure);
        assertThat(told).containsExactly("open file:///x.jar", "install", "close");
    }

    @Test
    void aPluginIsRemovedAndTakenBack() throws Exception {
        PluginRemoveCommand remove = new PluginRemoveCommand();
        remove.name = "org.example.spf";
        assertThat(platform.run(remove)).isEqualTo("Ended      org.example.spf 1.1.0\n");
        remove.version = "1.1.0";
        platform.run(remove);
        assertThat(platform.run(new PluginUndoCommand()))
                .isEqualTo("Started    org.example.spf 1.0.0\nEnded      org.example.spf 1.1.0\nNOTE       slow\n");
        assertThat(told).containsExactly("remove org.example.spf", "remove org.example.spf 1.1.0", "undo");
    }

    @Test
    void allPlugins() throws Exception {
        assertThat(platform.run(new PluginsCommand()))
                .containsPattern("org.example.spf .*1\\.1\\.0 .*active .*plugins/ .*filter spf .* ok ")
                .containsPattern("org.example.dropped .*deploy/ .*not in the lock");
        PluginsCommand plugins = new PluginsCommand();
        plugins.json = true;
        assertThat(platform.run(plugins)).startsWith("[{\"name\":\"org.example.spf\",\"version\":\"1.1.0\",\"state\":\"ACTIVE\","
                + "\"place\":\"INSTALLED\",\"offers\":[\"filter spf\"],\"since\":\"1970-01-01T00:00:00Z\",\"sha256\":\"abc\","
                + "\"lock\":\"OK\",\"problem\":\"\"},");
        listed = List.of();
        assertThat(platform.run(new PluginsCommand())).contains("No plugin is installed.");
    }

    @Test
    void namesOfWhatCanBeRemoved() {
        assertThat(platform.complete(new PluginNameCompleter(), "mail:plugin-remove", "")).containsExactly("org.example.spf");
        assertThat(platform.complete(new PluginVersionCompleter(), "mail:plugin-remove", "org.example.spf", ""))
                .containsExactly("1.1.0");
    }

    @Test
    void theDoctorLooksAtPlugins() {
        Report report = new Report();
        listed = List.of(plugin("a", PluginInfo.State.IDLE, PluginInfo.Place.INSTALLED, PluginInfo.Lock.CHANGED, "its octets changed"),
                plugin("b", PluginInfo.State.ACTIVE, PluginInfo.Place.DEPLOYED, PluginInfo.Lock.CHANGED, ""),
                plugin("c", PluginInfo.State.ACTIVE, PluginInfo.Place.DEPLOYED, PluginInfo.Lock.ABSENT, ""));
        try (Services services = platform.services()) {
            new PluginExamination().examine(services, report);
        }
        assertThat(report.findings()).extracting(it -> it.grade() + " " + it.subject()).containsExactly(
                "PROBLEM plugin a 1.1.0", "NOTE plugin b 1.1.0");
    }

    private static PluginInfo plugin(
            String name, PluginInfo.State state, PluginInfo.Place place, PluginInfo.Lock lock, String problem) {
        return new PluginInfo(name, "1.1.0", state, place, List.of("filter spf"), Instant.EPOCH, "abc", lock, problem);
    }

    private static PluginInstallCommand install(String sha256) {
        PluginInstallCommand command = new PluginInstallCommand();
        command.file = "/x.jar";
        command.sha256 = sha256;
        command.yes = true;
        command.session = Platform.proxy(Session.class, (method, args) -> null);
        return command;
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
