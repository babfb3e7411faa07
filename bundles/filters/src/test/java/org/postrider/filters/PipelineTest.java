package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.FilterPipeline;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.RecipientResult;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.Header;
import org.postrider.api.smtp.Session;
import org.postrider.api.trace.Step;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.filter.Messages;

class PipelineTest {

    private final FilterPlatform platform = new FilterPlatform();
    private final List<String> called = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        platform.close();
    }

    private void add(String name, Phase phase, Verdict verdict, Object... more) {
        platform.add(name, phase, FilterPlatform.always(transaction -> {
            called.add(name);
            return verdict;
        }), more);
    }

    private static Evidence evidence(String symbol) {
        return new Evidence(symbol, 1, symbol);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void withoutFiltersEverythingPasses(Stage stage) {
        assertThat(platform.filters.current().hasFilters(stage, "mx")).isFalse();
        StageResult result = platform.run(stage);
        assertThat(result).isEqualTo(new StageResult(new Action.Pass(), "", List.of(), List.of(), List.of()));
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void phasesRunInTheirOrderAtEveryStage(Stage stage) {
        add("a", Phase.REWRITE, Verdict.pass());
        add("b", Phase.DECIDE, Verdict.pass());
        add("c", Phase.EVIDENCE, Verdict.pass());
        add("d", Phase.GUARD, Verdict.pass());
        assertThat(platform.filters.current().hasFilters(stage, "mx")).isTrue();
        StageResult result = platform.run(stage);
        assertThat(called).containsExactly("d", "c", "b", "a");
        assertThat(result.steps()).extracting(Step::actor).containsExactly("d", "c", "b", "a");
        assertThat(platform.order()).containsExactly("d", "c", "b", "a");
    }

    @Test
    void allAreToldOfTheEndOfASession() {
        FilterHarness harness = new FilterHarness(new MailFilter() { });
        List<Session> ended = new CopyOnWriteArrayList<>();
        for (Phase phase : Phase.values()) {
            platform.add("f-" + phase.ordinal(), phase, new MailFilter() {
                @Override
                public void onEnd(Session session) {
                    ended.add(session);
                }
            });
        }
        StageResult result = FilterPlatform.await(platform.filters.current().end(harness.session()));
        assertThat(ended).hasSize(Phase.values().length).allMatch(session -> session == harness.session());
        assertThat(result.action()).isInstanceOf(Action.Pass.class);
    }

    @Test
    void onlyTheNamedStagesAndListenersAreCalled() {
        platform.add("f", Phase.GUARD, FilterPlatform.always(Verdict.discard()),
                "stages", "DATA", "listeners", new String[] {"submission"});
        FilterPipeline pipeline = platform.filters.current();
        assertThat(Arrays.stream(Stage.values()).filter(s -> pipeline.hasFilters(s, "submission")))
                .containsExactly(Stage.DATA);
        assertThat(Arrays.stream(Stage.values()).filter(s -> pipeline.hasFilters(s, "mx"))).isEmpty();
        assertThat(FilterPlatform.await(FilterPlatform.start(pipeline, Stage.DATA, "submission")).decidedBy())
                .isEqualTo("f");
        assertThat(FilterPlatform.await(FilterPlatform.start(pipeline, Stage.DATA, "lmtp")).steps()).isEmpty();
    }

    @Test
    void firstRefusalOfAGuardEndsTheStage() {
        add("a", Phase.GUARD, Verdict.quarantine("a").with(evidence("A")));
        add("b", Phase.GUARD, Verdict.defer(451, "4.7.1", "later"));
        add("c", Phase.GUARD, Verdict.reject(550, "5.7.1", "no"));
        add("d", Phase.EVIDENCE, Verdict.pass());
        StageResult result = platform.run(Stage.MESSAGE);
        assertThat(called).containsExactly("a", "b");
        assertThat(result.action()).isInstanceOf(Action.Defer.class);
        assertThat(result.decidedBy()).isEqualTo("b");
        assertThat(result.evidence()).containsExactly(evidence("A"));
    }

    @Test
    void aVerdictMayBeAnotherOneForARecipient() {
        Address bob = Address.parse("bob@example.org");
        Address ann = Address.parse("ann@example.org");
        add("a", Phase.GUARD, Verdict.reject(550, "5.7.1", "no")
                .forRecipient(bob, Verdict.hold("b").with(evidence("B")).withHeader("X", "y")));
        add("b", Phase.GUARD, Verdict.accept().forRecipient(bob, Verdict.pass()));
        add("c", Phase.REWRITE, Verdict.pass());
        FilterHarness harness =
                new FilterHarness(new MailFilter() { }).role("mx").recipient("ann@example.org").recipient("bob@example.org");
        StageResult result = FilterPlatform.await(
                platform.filters.current().message(harness.transaction(), Messages.of("Subject: x\n\nbody\n")));
        assertThat(called).as("bob is not refused").containsExactly("a", "b", "c");
        assertThat(result.of(ann).action()).isInstanceOf(Action.Reject.class);
        assertThat(result.of(bob)).isEqualTo(new RecipientResult(
                new Action.Hold("b"), "a", List.of(new Edit.AddHeader(new Header("X", "y")))));
        assertThat(result.evidence()).containsExactly(evidence("B"));
        assertThat(result.steps().get(0).result()).endsWith("; for <bob@example.org>: hold: b");
        assertThat(result.steps().get(0).edits()).containsExactly("for <bob@example.org>: add X: y");
    }

    @Test
    void onlyRecipientsOfAMessageCanBeNamed() {
        add("a", Phase.DECIDE, Verdict.pass().forRecipient(Address.parse("eve@example.org"), Verdict.discard()));
        assertThat(platform.run(Stage.MESSAGE).steps().get(0).result())
                .contains("it named <eve@example.org>, which is no recipient").contains("so defer");
        add("a", Phase.DECIDE, Verdict.pass().forRecipient(Address.parse("bob@example.org"), Verdict.discard()));
        assertThat(platform.run(Stage.DATA).steps()).extracting(Step::result)
                .anyMatch(text -> text.contains("it named recipients before there is a message"));
    }

    @Test
    void evidenceFiltersDecideForNoRecipient() {
        add("a", Phase.EVIDENCE, Verdict.pass().forRecipient(Address.parse("bob@example.org"), Verdict.discard()));
        assertThat(platform.run(Stage.MESSAGE).steps().get(0).result()).startsWith("failed: it is an evidence filter");
    }

    @Test
    void acceptSkipsTheRemainingGuardsOnly() {
        add("a", Phase.GUARD, Verdict.accept());
        add("b", Phase.GUARD, Verdict.reject(550, "5.7.1", "no"));
        add("c", Phase.EVIDENCE, Verdict.pass());
        add("d", Phase.DECIDE, Verdict.hold("d"));
        StageResult result = platform.run(Stage.MESSAGE);
        assertThat(called).containsExactly("a", "c", "d");
        assertThat(result.action()).isEqualTo(new Action.Hold("d"));
    }

    @Test
    void mostSevereActionAppliesAndOfEqualOnesTheFirst() {
        List<Verdict> bySeverity = List.of(Verdict.reject(550, "5.7.1", "no"), Verdict.disconnect(421, "4.7.0", "bye"),
                Verdict.defer(451, "4.7.1", "later"), Verdict.quarantine("q"), Verdict.hold("h"), Verdict.discard(),
                Verdict.accept(), Verdict.pass());
        for (int worse = 0; worse < bySeverity.size(); worse++) {
            for (int milder = worse; milder < bySeverity.size(); milder++) {
                long first = platform.add("m", Phase.DECIDE, FilterPlatform.always(bySeverity.get(milder)));
                long second = platform.add("w", Phase.DECIDE, FilterPlatform.always(bySeverity.get(worse)));
                StageResult result = platform.run(Stage.MESSAGE);
                assertThat(result.action()).isEqualTo(bySeverity.get(worse).action());
                String expected = worse == milder ? "m" : "w";
                assertThat(result.decidedBy()).isEqualTo(worse == 7 ? "" : expected);
                platform.filters.uninstall(first);
                platform.filters.uninstall(second);
            }
        }
    }

    @Test
    void evidenceRunsAtTheSameTime() {
        CountDownLatch all = new CountDownLatch(4);
        MailFilter meets = FilterPlatform.always(transaction -> {
            all.countDown();
            try {
                boolean met = all.await(10, TimeUnit.SECONDS);
                return Verdict.pass().with(evidence(met ? "MET" : "ALONE"));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        for (String name : List.of("a", "b", "c", "d")) {
            platform.add(name, Phase.EVIDENCE, meets);
        }
        assertThat(platform.run(Stage.DATA).evidence()).hasSize(4).containsOnly(evidence("MET"));
    }

    @Test
    void laterFiltersSeeWhatEarlierOnesFound() {
        add("spf", Phase.EVIDENCE, Verdict.pass().with(evidence("SPF")));
        add("dkim", Phase.EVIDENCE, Verdict.pass().with(evidence("DKIM")));
        add("shy", Phase.EVIDENCE, Verdict.pass().with(evidence("SHY")), "mode", "shadow");
        platform.add("dmarc", Phase.EVIDENCE, FilterPlatform.always(transaction -> {
            boolean both = symbols(transaction.orElseThrow().evidence()).equals("DKIM SPF");
            return both ? Verdict.pass().with(evidence("DMARC")) : Verdict.pass();
        }), "after", new String[] {"spf", "dkim", "shy"});
        platform.add("policy", Phase.DECIDE, FilterPlatform.always(transaction ->
                Verdict.hold(symbols(transaction.orElseThrow().evidence()))));
        StageResult result = platform.run(Stage.MESSAGE);
        assertThat(result.action()).isEqualTo(new Action.Hold("DKIM SPF DMARC"));
        assertThat(result.evidence()).extracting(Evidence::symbol).containsExactly("DKIM", "SPF", "DMARC");
    }

    private static String symbols(List<Evidence> evidence) {
        return String.join(" ", evidence.stream().map(Evidence::symbol).toList());
    }

    @Test
    void editsApplyInTheOrderOfTheFilters() {
        Edit remove = new Edit.RemoveHeader("X-B");
        add("a", Phase.GUARD, Verdict.pass().withHeader("X-A", "1"));
        add("b", Phase.REWRITE, Verdict.pass().with(remove).withHeader("X-B", "2"));
        StageResult result = platform.run(Stage.MESSAGE);
        assertThat(result.edits()).containsExactly(
                new Edit.AddHeader(new Header("X-A", "1")), remove, new Edit.AddHeader(new Header("X-B", "2")));
        assertThat(result.steps().get(1).edits()).containsExactly("remove header X-B", "add X-B: 2");
    }

    @Test
    void refusedMessageIsNotRewritten() {
        add("a", Phase.DECIDE, Verdict.reject(550, "5.7.1", "no"));
        add("b", Phase.DECIDE, Verdict.pass());
        add("c", Phase.REWRITE, Verdict.pass().withHeader("X-A", "1"));
        platform.run(Stage.MESSAGE);
        assertThat(called).containsExactly("a", "b");
    }

    @Test
    void shadowIsTracedAndCountedAndDoesNotApply() {
        add("a", Phase.GUARD, Verdict.reject(550, "5.7.1", "no"), "mode", "SHADOW");
        add("b", Phase.REWRITE, Verdict.pass().with(evidence("B")).withHeader("X-A", "1"), "mode", "SHADOW");
        platform.add("c", Phase.GUARD, FilterPlatform.always(transaction -> null), "mode", "shadow");
        add("d", Phase.DECIDE, Verdict.accept());
        StageResult result = platform.run(Stage.MESSAGE);
        assertThat(result.action()).isInstanceOf(Action.Accept.class);
        assertThat(result.decidedBy()).isEqualTo("d");
        assertThat(result.edits()).isEmpty();
        assertThat(result.evidence()).isEmpty();
        assertThat(result.steps()).extracting(Step::mode).containsExactly("shadow", "shadow", "enforce", "shadow");
        assertThat(result.steps().get(0).result()).isEqualTo("reject 550 5.7.1 no");
        assertThat(result.steps().get(3).evidence()).containsExactly(evidence("B"));
        assertThat(platform.info("a").refusals()).isEqualTo(1);
        assertThat(platform.info("c").failures()).isEqualTo(1);
    }

    @Test
    void offIsNotCalledAndBreaksACircle() {
        add("a", Phase.GUARD, Verdict.pass(), "after", "b");
        add("b", Phase.GUARD, Verdict.pass(), "after", "a", "mode", "OFF");
        platform.run(Stage.DATA);
        assertThat(called).containsExactly("a");
        assertThat(platform.order()).containsExactly("a", "b");
        assertThat(platform.info("b").problem()).isEmpty();
    }

    @Test
    void circleIsToldOfAndItsFiltersAreNotRun() {
        add("a", Phase.GUARD, Verdict.pass(), "after", "b");
        add("b", Phase.GUARD, Verdict.pass(), "after", "a");
        add("c", Phase.GUARD, Verdict.pass(), "after", "a");
        platform.run(Stage.DATA);
        assertThat(called).containsExactly("c");
        assertThat(platform.info("a").problem()).isEqualTo("its order is a circle: a before b before a");
        assertThat(platform.info("c").problem()).isEmpty();
    }

    @Test
    void stepSaysWhoAndWhatAndHowLong() {
        platform.addVersion("2.3.4", "f", Phase.GUARD, FilterPlatform.always(
                Verdict.quarantine("why").with(new Evidence("A", 2, "x", Map.of("k", "v")))
                        .with(new Edit.ReplaceSender(Optional.empty()))
                        .with(new Edit.RemoveRecipient(Address.parse("b@example.org")))));
        Step step = platform.run(Stage.MESSAGE).steps().get(0);
        assertThat(step.stage()).isEqualTo("MESSAGE");
        assertThat(step.actor()).isEqualTo("f");
        assertThat(step.version()).isEqualTo("2.3.4");
        assertThat(step.mode()).isEqualTo("enforce");
        assertThat(step.took()).isPositive();
        assertThat(step.result()).isEqualTo("quarantine: why");
        assertThat(step.evidence()).hasSize(1);
        assertThat(step.edits()).isEqualTo(List.of("sender becomes <>", "remove recipient <b@example.org>"));
    }
}
