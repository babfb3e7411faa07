package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.filter.Verdict;
import org.postrider.api.trace.Step;

/** Filters that come and go, in several versions at once: what runs for whom. */
class FilterVersionsTest {

    private final FilterPlatform platform = new FilterPlatform();

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void newestBundleVersionRunsWhicheverCameFirst() {
        platform.addVersion("1.10.0", "f", Phase.GUARD, FilterPlatform.always(Verdict.hold("1.10.0")));
        platform.addVersion("1.9.0", "f", Phase.GUARD, FilterPlatform.always(Verdict.hold("1.9.0")));
        assertThat(platform.run(Stage.DATA).action()).isEqualTo(new Action.Hold("1.10.0"));
        assertThat(platform.filters.list()).hasSize(1);
        platform.filters.uninstall(1);
        assertThat(platform.run(Stage.DATA).action()).isEqualTo(new Action.Hold("1.9.0"));
    }

    @Test
    void retiredVersionRunsOnlyForThoseWhoTookIt() {
        long older = platform.addVersion("1.9.0", "f", Phase.GUARD, FilterPlatform.always(Verdict.hold("1.9.0")));
        long newer = platform.addVersion("1.10.0", "f", Phase.GUARD, FilterPlatform.always(Verdict.hold("1.10.0")));
        FilterPipeline taken = platform.filters.current();
        assertThat(taken.bundles()).containsExactly(newer);
        platform.filters.retire(newer);
        assertThat(platform.run(Stage.DATA).action()).isEqualTo(new Action.Hold("1.9.0"));
        assertThat(platform.filters.current().bundles()).containsExactly(older);
        assertThat(FilterPlatform.run(taken, Stage.DATA).action()).isEqualTo(new Action.Hold("1.10.0"));
    }

    @Test
    void problemOfABundleIsThatOfItsFilters() {
        long well = platform.add("f", Phase.GUARD, FilterPlatform.always(Verdict.pass()));
        platform.filters.install(FilterPlatform.always(Verdict.discard()),
                Map.of("service.id", 77L, "mail.filter.name", "f", "mail.filter.stages", "NEVER"),
                new InstalledFilter.Origin("b", "9.0.0", 77, 77));
        assertThat(platform.filters.problem(well)).isEmpty();
        assertThat(platform.filters.problem(77)).get().asString().contains("mail.filter.stages is");
        assertThat(platform.filters.problem(78)).isEmpty();
    }

    @Test
    void sessionKeepsThePipelineItTook() {
        long id = platform.add("f", Phase.GUARD, FilterPlatform.always(Verdict.hold("old")));
        FilterPipeline taken = platform.filters.current();
        platform.filters.uninstall(id);
        platform.add("g", Phase.GUARD, FilterPlatform.always(Verdict.hold("new")));
        assertThat(FilterPlatform.run(taken, Stage.DATA).action()).isEqualTo(new Action.Hold("old"));
        assertThat(platform.run(Stage.DATA).action()).isEqualTo(new Action.Hold("new"));
        assertThat(platform.filters.current().generation()).isEqualTo(taken.generation() + 2);
    }

    @Test
    void pipelinesAreWholeWhileFiltersComeAndGo() throws InterruptedException {
        platform.add("steady", Phase.DECIDE, FilterPlatform.always(Verdict.hold("steady")));
        Thread churn = new Thread(() -> {
            for (int i = 0; i < 2_000; i++) {
                long id = platform.add("f" + i % 7, Phase.GUARD, FilterPlatform.always(Verdict.pass()));
                platform.filters.uninstall(id);
            }
        });
        churn.start();
        long generation = 0;
        while (churn.isAlive()) {
            FilterPipeline pipeline = platform.filters.current();
            assertThat(pipeline.generation()).isGreaterThanOrEqualTo(generation);
            generation = pipeline.generation();
            StageResult first = FilterPlatform.run(pipeline, Stage.DATA);
            StageResult second = FilterPlatform.run(pipeline, Stage.DATA);
            assertThat(first.action()).isEqualTo(new Action.Hold("steady"));
            assertThat(actors(second)).isEqualTo(actors(first));
        }
        churn.join();
        assertThat(platform.filters.current().generation()).isGreaterThan(4_000);
    }

    private static List<String> actors(StageResult result) {
        return result.steps().stream().map(Step::actor).toList();
    }

    @Test
    void brokenDeclarationIsToldOfAndNotRun() {
        platform.filters.install(FilterPlatform.always(Verdict.discard()),
                Map.of("service.id", 7L, "mail.filter.name", "f", "mail.filter.stages", "NEVER"),
                new InstalledFilter.Origin("b", "9.0.0", 7, 7));
        assertThat(platform.info("f").problem()).contains("mail.filter.stages is \"NEVER\", allowed is one of connect");
        assertThat(platform.run(Stage.DATA).steps()).isEmpty();
        platform.addVersion("1.0.0", "f", Phase.GUARD, FilterPlatform.always(Verdict.hold("older and well")));
        assertThat(platform.run(Stage.DATA).action()).isEqualTo(new Action.Hold("older and well"));
        assertThat(Collections.frequency(platform.order(), "f")).isEqualTo(1);
    }
}
