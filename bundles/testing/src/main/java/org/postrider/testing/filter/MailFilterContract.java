package org.postrider.testing.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageLimitException;

/**
 * What holds for every filter. Implement this in a test class; say by {@link #stages()} and {@link #phase()} what the
 * filter's annotation says.
 */
public interface MailFilterContract {

    /** A filter that is ready to be called. Called once for each test. */
    MailFilter filter();

    /** The stages that its annotation names. */
    Set<Stage> stages();

    /** The phase that its annotation names. */
    default Phase phase() {
        return Phase.GUARD;
    }

    /** How long one call may take. */
    default Duration deadline() {
        return Duration.ofSeconds(30);
    }

    /** Whether the same question gets the same answer; false for a filter that learns, as a greylist does. */
    default boolean isRepeatable() {
        return true;
    }

    @Test
    default void answersEveryStageWithALegalVerdict() {
        MailFilter filter = filter();
        for (Stage stage : inOrder()) {
            isLegal(stage, inTime(() -> call(filter, stage, Messages.of("Subject: x\n\nbody\n"))));
        }
    }

    @Test
    default void answersAnyMessageWithALegalVerdict() {
        MailFilter filter = filter();
        if (!stages().contains(Stage.MESSAGE)) {
            return;
        }
        for (Map.Entry<String, Message> garbage : Messages.garbage().entrySet()) {
            try {
                isLegal(Stage.MESSAGE, inTime(() -> call(filter, Stage.MESSAGE, garbage.getValue())));
            } catch (MessageLimitException e) {
                assertThat(garbage.getKey()).as("%s is within the limits", garbage.getKey()).startsWith("too");
            }
        }
    }

    @Test
    default void answersTheEmptySenderAndManyRecipients() {
        MailFilter filter = filter();
        FilterHarness harness = new FilterHarness(filter).sender("").client("2001:db8::1").helo("[192.0.2.1]");
        for (int i = 0; i < 1_000; i++) {
            harness.recipient("r" + i + "@example.org");
        }
        for (Stage stage : inOrder()) {
            isLegal(stage, inTime(() -> call(harness, stage, Messages.of("Subject: x\n\nbody\n"))));
        }
    }

    @Test
    default void answersTheSameQuestionInTheSameWay() {
        MailFilter filter = filter();
        for (Stage stage : inOrder()) {
            Verdict first = inTime(() -> call(filter, stage, Messages.of("Subject: x\n\nbody\n")));
            Verdict second = inTime(() -> call(filter, stage, Messages.of("Subject: x\n\nbody\n")));
            isLegal(stage, second);
            if (isRepeatable()) {
                assertThat(second.toString()).as("second answer at " + stage).isEqualTo(first.toString());
            }
        }
    }

    @Test
    default void answersManySessionsAtOnceAndLeavesNoThread() throws Exception {
        MailFilter filter = filter();
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            for (Stage stage : inOrder()) {
                answers.add(threads.submit(
                        () -> isLegal(stage, call(filter, stage, Messages.of("Subject: x\n\nbody\n")))));
            }
        }
        try {
            for (Future<?> answer : answers) {
                answer.get(deadline().toMillis(), TimeUnit.MILLISECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(Thread::isDaemon);
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        for (Thread thread : left) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(patience - System.nanoTime())));
        }
        left.removeIf(t -> !t.isAlive());
        assertThat(left).as("threads that would keep the server from stopping").isEmpty();
    }

    private Verdict inTime(Callable<Verdict> call) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(call).get(deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return fail("the filter did not answer within " + deadline());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MessageLimitException limit) {
                throw limit;
            }
            return fail("the filter threw", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("interrupted", e);
        } finally {
            thread.shutdownNow();
        }
    }

    private void isLegal(Stage stage, Verdict verdict) {
        assertThat(verdict).as("verdict at " + stage).isNotNull();
        if (stage != Stage.MESSAGE) {
            assertThat(verdict.edits()).as("edits at " + stage + ", where there is no message").isEmpty();
            assertThat(verdict.recipients()).as("recipients at " + stage + ", where there is no message").isEmpty();
        }
        if (phase() == Phase.EVIDENCE) {
            assertThat(verdict.action()).as("verdict of an evidence filter")
                    .isInstanceOfAny(Action.Pass.class, Action.Accept.class);
            assertThat(verdict.recipients().values()).as("verdicts of an evidence filter for recipients").allSatisfy(
                    own -> assertThat(own.action()).isInstanceOfAny(Action.Pass.class, Action.Accept.class));
        }
    }

    /** The order of a session. */
    private Set<Stage> inOrder() {
        return new TreeSet<>(stages());
    }

    /** One call in a session of its own, which is over then. */
    private Verdict call(MailFilter filter, Stage stage, Message message) {
        FilterHarness harness = new FilterHarness(filter).helo("client.example.com").recipient("bob@example.org");
        try {
            return call(harness, stage, message);
        } finally {
            if (stages().contains(Stage.END)) {
                harness.onEnd();
            }
        }
    }

    private static Verdict call(FilterHarness harness, Stage stage, Message message) {
        return switch (stage) {
            case CONNECT -> harness.onConnect();
            case HELO -> harness.onHelo("client.example.com");
            case SENDER -> harness.onSender();
            case RECIPIENT -> harness.onRecipient("bob@example.org");
            case DATA -> harness.onData();
            case MESSAGE -> harness.onMessage(message);
            case END -> {
                harness.onEnd();
                yield Verdict.pass();
            }
        };
    }
}
