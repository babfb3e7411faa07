package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postrider.api.event.FilterFailed;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.MessageLimitException;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;
import org.postrider.testing.fake.RecordedMetrics;

/** A filter that is broken costs its own message and nothing else. */
class FailureTest {

    private static final Action DEFER =
            new Action.Defer(Reply.of(451, "4.3.0", "Temporary failure, please try again later"));

    private final FilterPlatform platform = new FilterPlatform();

    @AfterEach
    void close() {
        platform.close();
    }

    /** What plugins throw; the thread it is thrown on has a handler that keeps tests quiet. */
    enum Fault {
        RUNTIME(() -> new IllegalStateException("state\r\nforged line")),
        LIMIT(() -> new MessageLimitException("too big")),
        NO_MESSAGE(() -> new NullPointerException()),
        HOSTILE_MESSAGE(() -> new IllegalStateException() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("again");
            }
        }),
        STACK_OVERFLOW(() -> null),
        NO_CLASS(() -> new NoClassDefFoundError("org/example/Gone")),
        LINKAGE(() -> new UnsatisfiedLinkError("native")),
        ASSERTION(() -> new AssertionError("never")),
        OUT_OF_MEMORY(() -> new OutOfMemoryError("as if")),
        CHECKED(() -> new Exception("sneaked")),
        INTERRUPT(() -> new InterruptedException("stray")),
        NULL(() -> null);

        private final Supplier<Throwable> thrown;

        Fault(Supplier<Throwable> thrown) {
            this.thrown = thrown;
        }

        Verdict occur() {
            if (this == STACK_OVERFLOW) {
                return occur();
            }
            if (this == OUT_OF_MEMORY) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> { });
            }
            if (this == INTERRUPT) {
                Thread.currentThread().interrupt();
            }
            if (this != NULL) {
                Fault.<RuntimeException>sneak(thrown.get());
            }
            return null;
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable thrown) throws T {
            throw (T) thrown;
        }
    }

    /** The stages at which there is something to refuse. */
    private static Stream<Stage> refusing() {
        return Arrays.stream(Stage.values()).filter(stage -> stage != Stage.END);
    }

    private static Stream<Arguments> everyFaultAtEveryStage() {
        return Arrays.stream(Fault.values())
                .flatMap(fault -> refusing().map(stage -> Arguments.of(fault, stage)));
    }

    private static MailFilter broken(Fault fault) {
        return FilterPlatform.always(transaction -> fault.occur());
    }

    @ParameterizedTest
    @MethodSource("everyFaultAtEveryStage")
    void defersByDefaultAndTheNextStageIsServed(Fault fault, Stage stage) {
        platform.add("broken", Phase.GUARD, broken(fault));
        StageResult result = platform.run(stage);
        assertThat(result.action()).isEqualTo(DEFER);
        assertThat(result.decidedBy()).isEqualTo("broken");
        assertThat(result.steps()).hasSize(1).allSatisfy(step -> {
            assertThat(step.result()).startsWith("failed: it ").contains("; so defer 451 4.3.0");
            assertThat(step.result()).doesNotContain("\r").doesNotContain("\n");
        });
        assertThat(platform.run(stage).action()).isEqualTo(DEFER);
        assertThat(platform.info("broken").failures()).isEqualTo(2);
        assertThat(platform.events.of(FilterFailed.class)).hasSize(2)
                .allMatch(e -> e.filter().equals("broken") && e.stage().equals(stage.name()));
    }

    @ParameterizedTest
    @MethodSource("everyFaultAtEveryStage")
    void failureOfEvidencePassesByDefaultAndTheOthersRun(Fault fault, Stage stage) {
        platform.add("broken", Phase.EVIDENCE, broken(fault));
        platform.add("other", Phase.EVIDENCE, FilterPlatform.always(Verdict.pass().with(new Evidence("FOUND", 1, "x"))));
        platform.add("third", Phase.DECIDE, FilterPlatform.always(Verdict.pass()));
        StageResult result = platform.run(stage);
        assertThat(result.action()).isInstanceOf(Action.Pass.class);
        assertThat(result.evidence()).extracting(Evidence::symbol).containsExactly("FOUND");
        assertThat(result.steps()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void onFailureSaysWhatApplies(Stage stage) {
        MailFilter filter = broken(Fault.RUNTIME);
        platform.add("rejects", Phase.GUARD, filter, "onFailure", "REJECT");
        assertThat(platform.run(stage).action()).isInstanceOf(Action.Reject.class);
        platform.filters.uninstall(1);
        platform.add("passes", Phase.GUARD, filter, "onFailure", "PASS");
        assertThat(platform.run(stage).action()).isInstanceOf(Action.Pass.class);
        platform.filters.uninstall(2);
        platform.add("quarantines", Phase.GUARD, filter, "onFailure", "QUARANTINE");
        // before there is a message nothing can be quarantined; it is not let through instead
        assertThat(platform.run(stage).action())
                .isInstanceOf(stage == Stage.MESSAGE ? Action.Quarantine.class : Action.Defer.class);
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NULL")
    void atTheEndOfTheSessionNothingKeepsTheOthersFromBeingTold(Fault fault) {
        List<String> told = new CopyOnWriteArrayList<>();
        platform.add("a-broken", Phase.GUARD, FilterPlatform.atEnd(fault::occur), "onFailure", "REJECT");
        platform.add("b", Phase.GUARD, FilterPlatform.atEnd(() -> told.add("b")));
        platform.add("c", Phase.REWRITE, FilterPlatform.atEnd(() -> told.add("c")));
        StageResult result = platform.run(Stage.END);
        assertThat(result.action()).isInstanceOf(Action.Pass.class);
        assertThat(result.steps().get(0).result()).startsWith("failed: it ").endsWith("; so pass");
        assertThat(told).containsExactly("b", "c");
    }

    @Test
    void theEndOfSessionsNeitherOpensACircuitNorClosesIt() {
        List<String> told = new CopyOnWriteArrayList<>();
        platform.add("broken", Phase.GUARD, new MailFilter() {
            @Override
            public void onEnd(Session session) {
                told.add("end");
                if (told.size() <= Breaker.FAILURES) {
                    throw new IllegalStateException("planted");
                }
            }

            @Override
            public Verdict onData(Transaction transaction) {
                throw new IllegalStateException("planted");
            }
        });
        for (int i = 0; i < Breaker.FAILURES; i++) {
            platform.run(Stage.END);
        }
        assertThat(platform.info("broken").problem()).isEmpty();
        for (int i = 0; i < Breaker.FAILURES; i++) {
            platform.run(Stage.DATA);
        }
        assertThat(platform.info("broken").problem()).startsWith("its circuit is open");
        platform.run(Stage.END);
        assertThat(told).as("what it keeps, it lets go").hasSize(Breaker.FAILURES + 1);
        assertThat(platform.info("broken").problem()).startsWith("its circuit is open");
    }

    @Test
    void definiteRejectWinsOverAFailureThatDefers() {
        platform.add("a", Phase.DECIDE, broken(Fault.RUNTIME));
        platform.add("b", Phase.DECIDE, FilterPlatform.always(Verdict.reject(550, "5.7.1", "no")));
        assertThat(platform.run(Stage.MESSAGE).decidedBy()).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = {"MESSAGE", "END"})
    void editsWithoutAMessageAreAFailure(Stage stage) {
        platform.add("editor", Phase.REWRITE, FilterPlatform.always(Verdict.pass().withHeader("X-A", "b")));
        StageResult result = platform.run(stage);
        assertThat(result.action()).isEqualTo(DEFER);
        assertThat(result.edits()).isEmpty();
    }

    @Test
    void evidenceThatDecidesIsAFailure() {
        List<Verdict> decisions = List.of(Verdict.reject(550, "5.7.1", "no"), Verdict.defer(451, "4.7.1", "later"),
                Verdict.disconnect(421, "4.7.0", "bye"), Verdict.discard(), Verdict.quarantine("x"), Verdict.hold("y"));
        for (Verdict verdict : decisions) {
            long id = platform.add("e", Phase.EVIDENCE, FilterPlatform.always(verdict));
            StageResult result = platform.run(Stage.MESSAGE);
            assertThat(result.action()).isInstanceOf(Action.Pass.class);
            assertThat(result.steps().get(0).result()).contains("evidence filter and returned");
            platform.filters.uninstall(id);
        }
    }

    @Test
    void filterThatHangsIsInterruptedAndLeftBehind() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        platform.add("a-hangs", Phase.GUARD, FilterPlatform.always(transaction -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Verdict.reject(550, "5.7.1", "too late to count");
        }), "deadline", 50L, "onFailure", "PASS");
        platform.add("b", Phase.GUARD, FilterPlatform.always(Verdict.quarantine("b ran")));
        StageResult result = platform.run(Stage.MESSAGE);
        assertThat(result.action()).isEqualTo(new Action.Quarantine("b ran"));
        assertThat(result.steps().get(0).result()).contains("did not answer within 50ms");
        assertThat(result.steps().get(0).took().toMillis()).isGreaterThanOrEqualTo(50);
        interrupted.await();
    }

    @Test
    void filterThatIgnoresInterruptsKeepsItsOwnThreadsOnly() {
        RecordedMetrics metrics = new RecordedMetrics();
        platform.filters.bindMetrics(metrics);
        CountDownLatch release = new CountDownLatch(1);
        platform.add("stuck", Phase.GUARD, FilterPlatform.always(transaction -> {
            awaitUninterruptibly(release);
            return Verdict.pass();
        }), "deadline", 100L, "concurrency", 3);
        platform.add("well", Phase.EVIDENCE, FilterPlatform.always(Verdict.pass()));
        List<java.util.concurrent.CompletionStage<StageResult>> results = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            results.add(FilterPlatform.start(platform.filters.current(), Stage.HELO, "mx"));
        }
        results.forEach(result -> assertThat(FilterPlatform.await(result).action()).isEqualTo(DEFER));
        assertThat(stuckThreads()).isEqualTo(3);
        assertThat(metrics.value("filters.stuck")).isEqualTo(3);
        assertThat(metrics.value("filters.stages")).isEqualTo(40);
        assertThat(metrics.value("filters.failures")).isEqualTo(platform.info("stuck").failures());
        assertThat(platform.info("stuck").problem()).contains("circuit is open");
        release.countDown();
        await().until(() -> stuckThreads() == 0);
        await().until(() -> metrics.value("filters.stuck") == 0);
        platform.filters.unbindMetrics(metrics);
    }

    private static long stuckThreads() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack).anyMatch(f -> f.getMethodName().equals("awaitUninterruptibly")))
                .count();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean done = false;
        while (!done) {
            try {
                latch.await();
                done = true;
            } catch (InterruptedException e) {
                done = false; // as a badly written plugin does
            }
        }
    }

    @Test
    void oneThatHangsAmongParallelOnesDelaysNoneOfThem() {
        CountDownLatch never = new CountDownLatch(1);
        platform.add("a-hangs", Phase.EVIDENCE, FilterPlatform.always(transaction -> {
            awaitUninterruptibly(never);
            return Verdict.pass();
        }), "deadline", 200L);
        for (String name : List.of("b", "c", "d")) {
            platform.add(name, Phase.EVIDENCE, FilterPlatform.always(Verdict.pass().with(new Evidence("E", 0, name))));
        }
        StageResult result = platform.run(Stage.DATA);
        assertThat(result.evidence()).extracting(Evidence::explanation).containsExactly("b", "c", "d");
        assertThat(result.steps()).extracting(s -> s.actor()).containsExactly("a-hangs", "b", "c", "d");
        never.countDown();
    }

    @Test
    void waitingForATurnCountsAgainstTheDeadline() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        platform.add("narrow", Phase.GUARD, FilterPlatform.always(transaction -> {
            entered.countDown();
            awaitUninterruptibly(release);
            return Verdict.pass();
        }), "deadline", 150L, "concurrency", 1);
        var first = FilterPlatform.start(platform.filters.current(), Stage.HELO, "mx");
        await().until(() -> entered.getCount() == 0);
        var second = FilterPlatform.start(platform.filters.current(), Stage.HELO, "mx");
        assertThat(FilterPlatform.await(second).steps().get(0).result()).contains("had no turn within 150ms");
        assertThat(FilterPlatform.await(first).steps().get(0).result()).contains("did not answer within 150ms");
        release.countDown();
        await().untilAsserted(() -> assertThat(platform.run(Stage.HELO).action()).isInstanceOf(Action.Pass.class));
    }

    @Test
    void callsThatWaitHaveTheirTurn() {
        CountDownLatch release = new CountDownLatch(1);
        platform.add("narrow", Phase.GUARD, FilterPlatform.always(transaction -> {
            awaitUninterruptibly(release);
            return Verdict.accept();
        }), "concurrency", 2);
        List<java.util.concurrent.CompletionStage<StageResult>> results = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            results.add(FilterPlatform.start(platform.filters.current(), Stage.HELO, "mx"));
        }
        release.countDown();
        results.forEach(r -> assertThat(FilterPlatform.await(r).action()).isInstanceOf(Action.Accept.class));
        assertThat(platform.info("narrow").calls()).isEqualTo(100);
    }

    @Test
    void circuitOpensAfterFiveFailuresAndIsToldOf() {
        platform.add("broken", Phase.GUARD, broken(Fault.RUNTIME));
        for (int i = 0; i < 20; i++) {
            assertThat(platform.run(Stage.HELO).action()).isEqualTo(DEFER);
        }
        assertThat(platform.info("broken").calls()).isEqualTo(5);
        assertThat(platform.run(Stage.HELO).steps().get(0).result()).contains("its circuit is open");
        assertThat(platform.events.of(FilterFailed.class)).extracting(FilterFailed::problem)
                .filteredOn(p -> p.startsWith("circuit open")).hasSize(1);
    }

    @Test
    void messagesThatAreTooLargeToLookIntoOpenNoCircuit() {
        platform.add("careful", Phase.GUARD, broken(Fault.LIMIT));
        for (int i = 0; i < 20; i++) {
            assertThat(platform.run(Stage.MESSAGE).action()).isEqualTo(DEFER);
        }
        assertThat(platform.info("careful").calls()).isEqualTo(20);
        assertThat(platform.info("careful").failures()).isEqualTo(20);
        assertThat(platform.info("careful").problem()).isEmpty();
    }

    @Test
    void withoutThreadsFailureActionsAnswer() {
        platform.add("a", Phase.GUARD, FilterPlatform.always(Verdict.pass()), "onFailure", "PASS");
        platform.add("b", Phase.GUARD, FilterPlatform.always(Verdict.pass()));
        platform.add("c", Phase.DECIDE, FilterPlatform.always(Verdict.pass()));
        platform.close();
        StageResult result = platform.run(Stage.HELO);
        assertThat(result.action()).isEqualTo(DEFER);
        assertThat(result.decidedBy()).isEqualTo("b");
        assertThat(result.steps()).hasSize(2);
    }
}
