package org.postrider.testing.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postrider.testing.spool.SpoolMail.await;
import static org.postrider.testing.spool.SpoolMail.commit;
import static org.postrider.testing.spool.SpoolMail.envelope;
import static org.postrider.testing.spool.SpoolMail.read;
import static org.postrider.testing.spool.SpoolMail.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;

/** What every {@link Spool} keeps to towards its followers, and with many threads. */
public abstract class SpoolFollowingContract {

    private static final int THREADS = 6;
    private static final int EACH = 50;

    protected Spool spool;

    /** Starts a spool on the data that this test has written so far. */
    protected abstract Spool start() throws Exception;

    /** Stops it in order. */
    protected abstract void stop(Spool running) throws Exception;

    @BeforeEach
    final void startSpool() throws Exception {
        spool = start();
    }

    @AfterEach
    final void stopSpool() throws Exception {
        stop(spool);
    }

    private void restart() throws Exception {
        stop(spool);
        spool = start();
    }

    @Test
    void aFollowerIsToldOfOldMessagesInOrderThenOfNewOnes() throws Exception {
        List<QueuedMessage> committed = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            committed.add(commit(spool, envelope(1), text(i % 5 == 0 ? 300_000 : 100, i)));
        }
        CollectingFollower follower = new CollectingFollower();
        try (AutoCloseable following = spool.follow(follower)) {
            follower.await(20);
            committed.add(commit(spool, envelope(2), text(10, 1)));
            assertThat(follower.await(21)).isEqualTo(committed);
        }
    }

    @Test
    void theNextFollowerIsToldOfWhatIsNotFinishedWithItsState() throws Exception {
        QueuedMessage first = commit(spool, envelope(2), text(10, 1));
        QueuedMessage second = commit(spool, envelope(1), text(10, 2));
        QueuedMessage third = commit(spool, envelope(1), text(10, 3));
        QueueState state = new QueueState(
                first.envelope().recipients().subList(0, 1), 1, Instant.EPOCH, "451 x", Optional.empty());
        await(spool.update(first.id(), state));
        await(spool.finish(second.id()));

        CollectingFollower follower = new CollectingFollower();
        try (AutoCloseable following = spool.follow(follower)) {
            assertThat(follower.await(2)).containsExactly(first.with(state), third);
        }
        restart();
        CollectingFollower next = new CollectingFollower();
        try (AutoCloseable following = spool.follow(next)) {
            assertThat(next.await(2)).containsExactly(first.with(state), third);
        }
    }

    @Test
    void aFollowerThatThrowsMissesNothingElse() throws Exception {
        CollectingFollower follower = new CollectingFollower();
        try (AutoCloseable following = spool.follow(message -> {
            follower.queued(message);
            throw new IllegalStateException("a broken follower");
        })) {
            QueuedMessage first = commit(spool, envelope(1), text(10, 1));
            QueuedMessage second = commit(spool, envelope(1), text(10, 2));
            assertThat(follower.await(2)).containsExactly(first, second);
        }
    }

    @Test
    void nobodyIsToldAfterClosing() throws Exception {
        CollectingFollower closed = new CollectingFollower();
        CollectingFollower open = new CollectingFollower();
        spool.follow(closed).close();
        try (AutoCloseable following = spool.follow(open)) {
            commit(spool, envelope(1), text(10, 1));
            open.await(1);
        }
        assertThat(closed.await(0)).isEmpty();
    }

    @Test
    void withManyThreadsNoneIsMissedAndNoneToldTwice() throws Exception {
        Set<MessageId> committed = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        List<CollectingFollower> followers = new ArrayList<>();
        List<AutoCloseable> followings = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int client = t;
            clients.add(CompletableFuture.runAsync(
                    () -> commitMany(client, committed), task -> new Thread(task).start()));
            followers.add(new CollectingFollower());
            followings.add(spool.follow(followers.get(t)));
        }
        for (CompletableFuture<Void> client : clients) {
            await(client);
        }
        for (CollectingFollower follower : followers) {
            List<MessageId> told = follower.awaitIds(THREADS * EACH);
            assertThat(told).doesNotHaveDuplicates();
            assertThat(new HashSet<>(told)).isEqualTo(committed);
        }
        for (AutoCloseable following : followings) {
            following.close();
        }
        assertThat(spool.status().commits()).isEqualTo(THREADS * EACH);
        assertThat(spool.status().forces()).isGreaterThan(0);
    }

    private void commitMany(int client, Set<MessageId> committed) {
        try {
            for (int i = 0; i < EACH; i++) {
                byte[] text = text(i % 10 == 0 ? 280_000 : 500 + i, client * 1000L + i);
                QueuedMessage message = commit(spool, envelope(1 + i % 3), text);
                committed.add(message.id());
                assertThat(read(spool.open(message.id()))).isEqualTo(text);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void idsGrowAndAreNeverGivenTwice() throws Exception {
        Set<MessageId> ids = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            clients.add(CompletableFuture.runAsync(() -> {
                MessageId before = spool.nextId();
                for (int i = 0; i < 5000; i++) {
                    MessageId id = spool.nextId();
                    assertThat(id).isGreaterThan(before);
                    assertThat(ids.add(id)).isTrue();
                    before = id;
                }
            }));
        }
        for (CompletableFuture<Void> client : clients) {
            await(client);
        }
        MessageId last = ids.stream().max(MessageId::compareTo).orElseThrow();
        restart();
        assertThat(spool.nextId()).isGreaterThan(last);
    }
}
