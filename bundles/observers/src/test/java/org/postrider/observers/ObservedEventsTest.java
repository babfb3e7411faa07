package org.postrider.observers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailObserver;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.RecordedMetrics;

class ObservedEventsTest {

    private record Numbered(int number) implements MailEvent {
        @Override
        public Instant at() {
            return Instant.EPOCH;
        }
    }

    /** Remembers what it is told. */
    private static final class Remembering implements MailObserver {
        private final List<Integer> numbers = new CopyOnWriteArrayList<>();

        @Override
        public void on(MailEvent event) {
            numbers.add(((Numbered) event).number());
        }
    }

    /** Does not return, interrupted or not, until it is let go. */
    private static final class Stuck implements MailObserver {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch release = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public void on(MailEvent event) {
            calls.incrementAndGet();
            entered.countDown();
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    continue;
                }
            }
        }
    }

    private final ObservedEvents events = new ObservedEvents(settings(1_000), Clock.systemUTC());

    private static ObservedEvents.Settings settings(int capacity) {
        return Configured.with(ObservedEvents.Settings.class, Map.of("capacity", capacity));
    }

    @AfterEach
    void close() {
        events.deactivate();
    }

    private void bind(MailObserver observer) {
        events.bindObserver(observer, Map.of("component.name", observer.getClass().getSimpleName()));
    }

    private void publish(int from, int to) {
        IntStream.range(from, to).forEach(i -> events.publish(new Numbered(i)));
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void withoutObserversNothingHappens() {
        publish(0, 10);
        assertThat(events.lost()).isZero();
    }

    @Test
    void everyObserverIsToldInOrder() {
        Remembering first = new Remembering();
        Remembering second = new Remembering();
        bind(first);
        bind(second);
        publish(0, 900);
        await().until(() -> first.numbers.size() == 900 && second.numbers.size() == 900);
        assertThat(first.numbers).isEqualTo(numbers(0, 900));
        assertThat(second.numbers).isEqualTo(numbers(0, 900));
    }

    @Test
    void oneAtATimeHoweverManyPublish() throws InterruptedException {
        AtomicInteger within = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger told = new AtomicInteger();
        bind(event -> {
            overlaps.addAndGet(within.getAndIncrement());
            told.incrementAndGet();
            within.decrementAndGet();
        });
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            threads.add(new Thread(() -> publish(0, 5_000)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        await().until(() -> told.get() + events.lost() == 20_000);
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void stuckObserverLosesItsOwnEventsAndDelaysNobody() throws InterruptedException {
        RecordedMetrics metrics = new RecordedMetrics();
        events.bindMetrics(metrics);
        Stuck stuck = new Stuck();
        Remembering well = new Remembering();
        bind(stuck);
        bind(well);
        publish(0, 1);
        assertThat(stuck.entered.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 1; i < 3_000; i += 500) {
            int end = Math.min(i + 500, 3_000);
            publish(i, end);
            await().until(() -> well.numbers.size() == end);
        }
        assertThat(events.lost()).isEqualTo(2_000);
        assertThat(metrics.value("observers.lost")).isEqualTo(2_000);
        stuck.release.countDown();
        await().until(() -> stuck.calls.get() == 1_000);
    }

    @Test
    void tenStuckObserversLeaveAThreadForTheEleventh() {
        List<Stuck> stuck = IntStream.range(0, 10).mapToObj(i -> new Stuck()).toList();
        stuck.forEach(this::bind);
        Remembering well = new Remembering();
        bind(well);
        publish(0, 5);
        await().until(() -> well.numbers.size() == 5);
        stuck.forEach(s -> s.release.countDown());
    }

    @Test
    void whatAnObserverThrowsIsCountedAndChangesNothing() {
        RecordedMetrics metrics = new RecordedMetrics();
        events.bindMetrics(metrics);
        AtomicInteger calls = new AtomicInteger();
        bind(event -> {
            switch (calls.getAndIncrement()) {
                case 0 -> throw new IllegalStateException("line\r\nforged");
                case 1 -> throw new NoClassDefFoundError("gone");
                case 2 -> throw new StackOverflowError();
                case 3 -> throw new AssertionError();
                default -> Thread.currentThread().interrupt();
            }
        });
        publish(0, 10);
        await().until(() -> calls.get() == 10);
        assertThat(events.failed()).isEqualTo(4);
        assertThat(metrics.value("observers.failed")).isEqualTo(4);
    }

    @Test
    void observerThatGoesIsToldOfWhatHasHappened() throws InterruptedException {
        Stuck slow = new Stuck();
        bind(slow);
        publish(0, 100);
        assertThat(slow.entered.await(10, TimeUnit.SECONDS)).isTrue();
        Thread unbinding = new Thread(() -> events.unbindObserver(slow));
        unbinding.start();
        await().until(() -> unbinding.getState() == Thread.State.TIMED_WAITING);
        publish(100, 200);
        slow.release.countDown();
        unbinding.join();
        assertThat(slow.calls).hasValue(100);
        assertThat(events.lost()).isZero();
    }

    @Test
    void observerThatGoesAndHangsIsLeftAfterASecond() throws InterruptedException {
        Stuck stuck = new Stuck();
        bind(stuck);
        publish(0, 100);
        assertThat(stuck.entered.await(10, TimeUnit.SECONDS)).isTrue();
        long began = System.nanoTime();
        events.unbindObserver(stuck);
        assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(5));
        assertThat(events.lost()).isEqualTo(99);
        stuck.release.countDown();
    }

    @Test
    void capacityChangesLiveAndABadOneDoesNot() throws InterruptedException {
        Stuck stuck = new Stuck();
        bind(stuck);
        publish(0, 1);
        assertThat(stuck.entered.await(10, TimeUnit.SECONDS)).isTrue();
        events.modified(settings(5));
        events.modified(settings(0));
        publish(1, 21);
        assertThat(events.lost()).isEqualTo(16);
        stuck.release.countDown();
    }
}
