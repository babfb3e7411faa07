package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.filter.Verdict;
import org.postrider.testing.config.Configured;

class ConfigureTest {

    @TempDir
    private Path directory;
    private final FakeConfigurationAdmin configurations = new FakeConfigurationAdmin();

    private FilterPlatform platform(Map<String, Object> settings) {
        FilterPlatform platform = new FilterPlatform(configurations, Optional.of(directory), settings);
        platform.add("spf", Phase.GUARD, FilterPlatform.always(Verdict.reject(550, "5.7.1", "no")));
        platform.add("clamav", Phase.GUARD, FilterPlatform.always(Verdict.pass()));
        return platform;
    }

    /** What a restart makes of the stored configurations. */
    private void restore(FilterPlatform platform) {
        configurations.stored.values().forEach(c -> override(platform, c));
    }

    private static FilterOverride override(FilterPlatform platform, FakeConfiguration configuration) {
        return new FilterOverride(platform.overrides, settings(configuration), properties(configuration));
    }

    private static Map<String, Object> properties(FakeConfiguration configuration) {
        Map<String, Object> properties = new HashMap<>();
        java.util.Collections.list(configuration.properties.keys())
                .forEach(key -> properties.put(key, configuration.properties.get(key)));
        return properties;
    }

    private static FilterOverride.Settings settings(FakeConfiguration configuration) {
        Map<String, Object> values = properties(configuration);
        values.keySet().removeIf(key -> key.contains("."));
        return Configured.with(FilterOverride.Settings.class, values);
    }

    @Test
    void overridesApplyAtOncePersistAndComeBack() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            long generation = platform.filters.current().generation();
            platform.filters.configure("spf", Map.of("mode", "shadow", "deadline", "20s", "after", " clamav ,"));
            assertThat(platform.filters.current().generation()).isEqualTo(generation + 1);
            assertThat(platform.run(Stage.DATA).action()).isInstanceOf(Action.Pass.class);
            assertThat(platform.info("spf").overridden()).containsExactlyInAnyOrder("mode", "deadline", "after");
            restore(platform);
            assertThat(platform.filters.current().generation()).as("nothing new").isEqualTo(generation + 1);
        }
        assertThat(Files.readString(directory.resolve("org.postrider.filters.filter-spf.cfg"))).isEqualTo("""
                # Settings of one filter that differ from what it declares.
                name = spf
                mode = shadow
                deadline = 20s
                after = clamav
                """);
        try (FilterPlatform platform = platform(Map.of())) {
            restore(platform);
            assertThat(platform.info("spf").settings()).containsEntry("mode", "shadow").containsEntry("deadline", "20s")
                    .containsEntry("after", "clamav").containsEntry("onFailure", "by-phase")
                    .containsEntry("concurrency", "8").containsEntry("before", "");
            assertThat(platform.order()).containsExactly("clamav", "spf");
        }
    }

    @Test
    void emptyValueTakesAnOverrideBack() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            platform.filters.configure("spf", Map.of("mode", "off", "concurrency", "2"));
            platform.filters.configure("spf", Map.of("mode", ""));
            assertThat(platform.info("spf").settings()).containsEntry("mode", "enforce").containsEntry("concurrency", "2");
            platform.filters.configure("spf", Map.of("concurrency", " "));
            assertThat(platform.info("spf").overridden()).isEmpty();
            assertThat(configurations.stored).isEmpty();
            try (var files = Files.list(directory)) {
                assertThat(files).isEmpty();
            }
        }
    }

    @Test
    void configurationIsFoundByItsFileAndMayBeDeletedWithIt() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            platform.filters.configure("spf", Map.of("mode", "off"));
            // as org.apache.felix.fileinstall writes it
            assertThat(configurations.stored.get("org.postrider.filters.filter~spf").properties
                    .get("felix.fileinstall.filename")).isEqualTo("file:" + directory.toAbsolutePath()
                            + "/org.postrider.filters.filter-spf.cfg");
            configurations.deletedByOthers = true;
            platform.filters.configure("spf", Map.of("mode", ""));
            assertThat(platform.info("spf").overridden()).isEmpty();
        }
    }

    @Test
    void configurationThatIsFasterThanConfigureDoesNotHideTheChange() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            configurations.onStore = configuration -> {
                // Declarative Services would be here, and wait for the lock that configure() holds
                platform.overrides.listen(() -> { });
                platform.overrides.put(configuration.getPid(),
                        new Overrides.Changes("spf", Map.of(SettingKey.MODE, "off")));
            };
            platform.filters.configure("spf", Map.of("mode", "off"));
            assertThat(platform.info("spf").settings()).containsEntry("mode", "off");
        }
    }

    @Test
    void overrideThatEndsLateDoesNotTakeItsSuccessorWithIt() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            platform.filters.configure("spf", Map.of("mode", "off"));
            FilterOverride first = override(platform, configurations.stored.values().iterator().next());
            platform.filters.configure("spf", Map.of("mode", ""));
            platform.filters.configure("spf", Map.of("mode", "shadow"));
            first.deactivate();
            assertThat(platform.info("spf").settings()).containsEntry("mode", "shadow");
        }
    }

    @Test
    void fileThatWasWrittenByHandIsChangedInItsLinesOnly() throws IOException {
        Path file = directory.resolve("org.postrider.filters.filter-mine.cfg");
        Files.writeString(file, "# why: ticket 12\nname=spf\n\nmode=off\n# slow\ndeadline = 1s\n");
        configurations.put("org.postrider.filters.filter~mine", FilterOverride.PID, Map.of(
                "name", "spf", "mode", "off", "deadline", "1s", "felix.fileinstall.filename", file.toUri().toString()));
        try (FilterPlatform platform = platform(Map.of())) {
            restore(platform);
            assertThat(platform.run(Stage.DATA).steps()).hasSize(1);
            platform.filters.configure("spf", Map.of("mode", "shadow", "deadline", "", "concurrency", "3"));
        }
        assertThat(Files.readString(file)).isEqualTo("# why: ticket 12\nname = spf\n\nmode = shadow\n# slow\nconcurrency = 3\n");
        assertThat(configurations.stored).containsOnlyKeys("org.postrider.filters.filter~mine");
    }

    @Test
    void whatCannotBeStoredChangesNothing() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            platform.filters.configure("spf", Map.of("mode", "shadow"));
            Path file = directory.resolve("org.postrider.filters.filter-spf.cfg");
            String before = Files.readString(file);
            configurations.broken = true;
            assertThatThrownBy(() -> platform.filters.configure("spf", Map.of("mode", "off")))
                    .isInstanceOf(IOException.class).hasMessage("no space left");
            assertThatThrownBy(() -> platform.filters.configure("clamav", Map.of("mode", "off")))
                    .isInstanceOf(IOException.class);
            assertThat(platform.info("spf").settings()).containsEntry("mode", "shadow");
            assertThat(platform.info("clamav").settings()).containsEntry("mode", "enforce");
            assertThat(Files.readString(file)).isEqualTo(before);
            try (var files = Files.list(directory)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nobody | mode        | off   | there is no filter "nobody"; there are: clamav, spf
            spf    | color       | red   | there is no setting "color"; there are: mode, onFailure, deadline, concurrency, after, before
            spf    | mode        | on    | mode is "on", allowed is one of enforce, shadow, off
            spf    | onFailure   | maybe | onFailure is "maybe", allowed is one of by-phase, defer, pass, reject, quarantine
            spf    | deadline    | 20    | deadline is "20", allowed is a time such as 500ms, 20s or 2m
            spf    | deadline    | 0ms   | deadline is "0ms", allowed is 1ms to 300s
            spf    | deadline    | 6m    | deadline is "6m", allowed is 1ms to 300s
            spf    | concurrency | 0     | concurrency is "0", allowed is 1 to 10000
            spf    | concurrency | -1    | concurrency is "-1", allowed is 1 to 10000
            spf    | after       | a b   | after is "a b", allowed is a name of 1 to 64 letters, digits and hyphens
            spf    | after       | spf   | filter spf could not run: its order is a circle: spf before spf
            """)
    void whatIsNotAllowedIsRefusedInWordsAndChangesNothing(String name, String key, String value, String message) {
        try (FilterPlatform platform = platform(Map.of())) {
            long generation = platform.filters.current().generation();
            assertThatThrownBy(() -> platform.filters.configure(name, Map.of(key, value)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
            assertThat(platform.filters.current().generation()).isEqualTo(generation);
            assertThat(configurations.stored).isEmpty();
        }
    }

    @Test
    void circleCanBeTakenBack() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            platform.add("x", Phase.GUARD, FilterPlatform.always(Verdict.pass()), "after", "y");
            platform.add("y", Phase.GUARD, FilterPlatform.always(Verdict.pass()), "after", "x");
            assertThat(platform.info("x").problem()).isNotEmpty();
            platform.filters.configure("x", Map.of("after", "spf"));
            assertThat(platform.info("x").problem()).isEmpty();
            assertThat(platform.info("y").problem()).isEmpty();
        }
    }

    @Test
    void badFileIsNamedAndWhatWasInForceStays() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            configurations.put("p~1", FilterOverride.PID, Map.of("name", "spf", "mode", "off"));
            FakeConfiguration configuration = configurations.stored.get("p~1");
            FilterOverride override = override(platform, configuration);
            assertThat(platform.info("spf").settings()).containsEntry("mode", "off");
            configurations.put("p~1", FilterOverride.PID, Map.of("name", "spf", "mode", "enforce", "deadline", "soon"));
            FakeConfiguration changed = configurations.stored.get("p~1");
            override.modified(settings(changed), properties(changed));
            assertThat(platform.info("spf").settings()).containsEntry("mode", "off").containsEntry("deadline", "30s");
            override.deactivate();
            assertThat(platform.info("spf").settings()).containsEntry("mode", "enforce");
        }
    }

    @Test
    void withoutARequiredFilterNoSenderIsAccepted() {
        try (FilterPlatform platform = platform(Map.of("required", "clamav, dkim"))) {
            assertThat(platform.filters.current().hasFilters(Stage.SENDER, "mx")).isTrue();
            StageResult result = platform.run(Stage.SENDER);
            assertThat(result.action()).isInstanceOfSatisfying(Action.Defer.class,
                    defer -> assertThat(defer.reply().toString()).startsWith("451 4.3.2"));
            assertThat(result.decidedBy()).isEqualTo("dkim");
            assertThat(result.steps().get(0).result()).isEqualTo("required filter not running: dkim");
            long id = platform.add("dkim", Phase.GUARD, FilterPlatform.always(Verdict.pass()), "after", "dkim");
            assertThat(platform.run(Stage.SENDER).decidedBy()).as("a circle").isEqualTo("dkim");
            platform.filters.uninstall(id);
            platform.add("dkim", Phase.EVIDENCE, FilterPlatform.always(Verdict.pass()));
            assertThat(platform.run(Stage.SENDER).decidedBy()).isEqualTo("spf");
        }
    }

    @Test
    void requiredListIsChangedLiveAndABadOneIsNot() throws IOException {
        try (FilterPlatform platform = platform(Map.of())) {
            platform.filters.configure("spf", Map.of("mode", "off"));
            assertThat(platform.run(Stage.SENDER).action()).isInstanceOf(Action.Pass.class);
            platform.filters.modified(FilterPlatform.settings(Map.of("required", "spf")));
            assertThat(platform.run(Stage.SENDER).action()).as("off is the administrator's word")
                    .isInstanceOf(Action.Pass.class);
            platform.filters.modified(FilterPlatform.settings(Map.of("required", "gone")));
            platform.filters.modified(FilterPlatform.settings(Map.of("required", "not a name", "threads", -3)));
            assertThat(platform.run(Stage.SENDER).decidedBy()).isEqualTo("gone");
        }
    }

    @Test
    void everySettingIsReadAsItIsWritten() {
        FilterSettings settings = DeclarationReader.read(Map.of("mail.filter.name", "f", "mail.filter.stages",
                List.of(Stage.DATA), "mail.filter.deadline", "1500", "mail.filter.concurrency", 9,
                "mail.filter.onFailure", "BY_PHASE", "mail.filter.after", "a,b", "mail.filter.mode", "Shadow")).settings();
        FilterSettings again = settings;
        for (SettingKey key : SettingKey.values()) {
            again = key.set(again, key.get(settings));
        }
        assertThat(again).isEqualTo(settings);
        assertThat(SettingKey.DEADLINE.get(settings)).isEqualTo("1500ms");
    }
}
