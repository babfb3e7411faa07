package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.testing.config.Configured;

@Timeout(60)
class ConcurrencyTest {
    private final QueueBench bench = QueueBench.threaded();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @AfterEach
    void close() {
        gate.countDown();
        bench.close();
    }

    /** Deliveries to dead.test wait at the gate. */
    private void block(QueuedMessage message) throws IOException {
        if (message.envelope().recipients().get(0).address().domain().name().equals("dead.test")) {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            try {
                gate.await(50, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            } finally {
                inside.decrementAndGet();
            }
        }
    }

    @Test
    void aDeadDestinationDoesNotTakeAllWorkers() {
        bench.config("workers", 8).config("perDestination", 3);
        bench.transport.whenWritten(this::block);
        bench.start();
        for (int i = 0; i < 2_000; i++) {
            bench.submit("me@here.test", "u" + i + "@dead.test");
        }
        for (int i = 0; i < 200; i++) {
            bench.submit("me@here.test", "u" + i + "@live" + i % 7 + ".test");
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> bench.transport.delivered.size() == 200);
        assertThat(inside.get()).isEqualTo(3);
        assertThat(bench.queue.status().active()).isEqualTo(3);

        gate.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> bench.spool.messages().isEmpty());
        assertThat(most.get()).isEqualTo(3);
        assertThat(bench.transport.delivered).hasSize(2_200).doesNotHaveDuplicates();
    }

    @Test
    void whoWaitsForAWorkerComesByPriorityThenByAge() {
        bench.config("workers", 1);
        bench.transport.whenWritten(this::block);
        bench.start();
        bench.submit("me@here.test", "first@dead.test");
        await().until(() -> inside.get() == 1);
        for (String priority : List.of("0", "-4", "9", "2", "9", "-4", "0")) {
            bench.submit("me@here.test", Map.of("MT-PRIORITY", priority),
                    "p" + priority + "n" + bench.queue.status().total() + "@dead.test");
        }
        gate.countDown();
        await().until(() -> bench.spool.messages().isEmpty());
        assertThat(bench.transport.delivered).containsExactly("first@dead.test", "p9n3@dead.test", "p9n5@dead.test",
                "p2n4@dead.test", "p0n1@dead.test", "p0n7@dead.test", "p-4n2@dead.test", "p-4n6@dead.test");
    }

    @Test
    void noMoreWorkersThanConfigured() {
        bench.config("workers", 4);
        bench.transport.whenWritten(this::block);
        bench.start();
        for (int i = 0; i < 50; i++) {
            bench.submit("me@here.test", "u" + i + "@dead.test");
        }
        await().until(() -> inside.get() == 4);
        gate.countDown();
        await().until(() -> bench.spool.messages().isEmpty());
        assertThat(most.get()).isEqualTo(4);
    }

    @Test
    void moreWorkersCountAtOnceAndABadConfigurationChangesNothing() {
        bench.config("workers", 2);
        bench.transport.whenWritten(this::block);
        bench.start();
        for (int i = 0; i < 10; i++) {
            bench.submit("me@here.test", "u" + i + "@dead.test");
        }
        await().until(() -> inside.get() == 2);
        bench.queue.modified(Configured.with(QueueConfig.class, Map.of("workers", 5)));
        await().until(() -> inside.get() == 5);
        bench.queue.modified(Configured.with(QueueConfig.class, Map.of("workers", 9, "expiry", "soon")));
        gate.countDown();
        await().until(() -> bench.spool.messages().isEmpty());
        assertThat(most.get()).isEqualTo(5);
    }

    @Test
    void whoWaitsForAnUnreachableDestinationIsTurnedAwayAfterThreeFailures() {
        bench.config("workers", 8).config("perDestination", 1);
        AtomicInteger tries = new AtomicInteger();
        bench.transport.whenBegun(m -> {
            tries.incrementAndGet();
            block(m);
            throw new IOException("connection refused");
        });
        bench.start();
        for (int i = 0; i < 100; i++) {
            bench.submit("me@here.test", "u" + i + "@dead.test");
        }
        await().until(() -> bench.queue.status().active() == 1);
        gate.countDown();
        await().until(() -> bench.queue.status().deferred() == 100);
        assertThat(tries.get()).isEqualTo(3);
    }

    @Test
    void aTransportThatHangsIsInterruptedAndTheMessageDeferred() {
        bench.config("attemptLimit", "10m");
        bench.transport.whenWritten(this::block);
        bench.start();
        MessageId id = bench.submit("me@here.test", "joe@dead.test");
        await().until(() -> inside.get() == 1);
        assertThat(bench.queue.hold(id, "busy")).isFalse();
        assertThat(bench.queue.remove(id)).isFalse();
        assertThat(bench.queue.flush(id)).isFalse();
        bench.time.advance(Duration.ofMinutes(11));
        await().until(() -> bench.queue.status().deferred() == 1);
        assertThat(bench.only().state().lastReply()).isEqualTo("451 4.4.0 interrupted");
    }

    @Test
    void whatIsDeliveredIsMarkedWhileOthersOfTheSameMessageTakeLong() {
        bench.transport.whenWritten(m -> { });
        bench.start();
        CountDownLatch slow = new CountDownLatch(1);
        bench.queue.addTransport((route, message) -> {
            if (route.destination().equals("slow.test")) {
                try {
                    slow.await(50, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return bench.transport.begin(route, message);
        }, Map.of("mail.transport", "remote", "service.ranking", 9));
        bench.submit("me@here.test", "a@fast.test", "b@slow.test");
        await().until(() -> bench.transport.delivered.contains("a@fast.test"));
        await().until(() -> {
            bench.time.advance(Duration.ofSeconds(2));
            return bench.only().state().pending().size() == 1;
        });
        slow.countDown();
        await().until(() -> bench.spool.messages().isEmpty());
        assertThat(bench.transport.delivered).containsExactly("a@fast.test", "b@slow.test");
    }

    @Test
    void closingInterruptsWhatDoesNotEndAndTheNextQueueDeliversIt() {
        bench.transport.whenWritten(this::block);
        bench.start();
        bench.submit("me@here.test", "joe@dead.test");
        await().until(() -> inside.get() == 1);
        bench.close();
        assertThat(inside.get()).isZero();
        assertThat(bench.only().state().attempts()).isEqualTo(1);
    }

    @Test
    void manyMessagesAreDeliveredOnceEach() {
        bench.config("workers", 16).config("perDestination", 2);
        bench.start();
        for (int i = 0; i < 5_000; i++) {
            bench.submit("me@here.test", "u" + i + "@d" + i % 3 + ".test", "v" + i + "@d" + i % 5 + ".test");
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> bench.spool.messages().isEmpty());
        assertThat(bench.transport.delivered).hasSize(10_000).doesNotHaveDuplicates();
        await().until(() -> bench.queue.status().active() == 0);
        assertThat(bench.queue.status().total()).isZero();
    }
}
