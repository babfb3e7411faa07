package org.postrider.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DirectoryForceTest {

    private static final Path SOMEWHERE = Path.of("somewhere");

    private final Semaphore permits = new Semaphore(0);
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Thread> callers = new ArrayList<>();

    private void slowDisk(Path directory) throws IOException {
        begun.incrementAndGet();
        permits.acquireUninterruptibly();
    }

    private CompletableFuture<Void> call(DirectoryForce force) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                force.force();
                done.complete(null);
            } catch (IOException e) {
                done.completeExceptionally(e);
            }
        });
        caller.setDaemon(true);
        caller.start();
        callers.add(caller);
        return done;
    }

    private void awaitWaiting(int from) {
        await().until(() -> callers.stream().skip(from).allMatch(t -> t.getState() == Thread.State.TIMED_WAITING));
    }

    @Test
    void thoseWhoComeDuringAForceShareTheNextOne() throws Exception {
        DirectoryForce force = new DirectoryForce(SOMEWHERE, this::slowDisk);
        CompletableFuture<Void> first = call(force);
        await().until(() -> begun.get() == 1);
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(call(force));
        }
        awaitWaiting(1);

        permits.release();
        first.get();
        await().until(() -> begun.get() == 2);
        assertThat(others).noneMatch(CompletableFuture::isDone); // the first force began before their changes
        permits.release();
        for (CompletableFuture<Void> other : others) {
            other.get();
        }
        assertThat(begun).hasValue(2);
    }

    @Test
    void aFailedForceFailsAllWhoRelyOnItAndNobodyElse() throws Exception {
        DirectoryForce force = new DirectoryForce(SOMEWHERE, directory -> {
            int number = begun.incrementAndGet();
            permits.acquireUninterruptibly();
            if (number == 2) {
                throw new IOException("Input/output error");
            }
        });
        CompletableFuture<Void> before = call(force);
        await().until(() -> begun.get() == 1);
        CompletableFuture<Void> one = call(force);
        CompletableFuture<Void> two = call(force);
        awaitWaiting(1);
        permits.release(2);

        before.get();
        for (CompletableFuture<Void> failed : List.of(one, two)) {
            assertThatThrownBy(failed::get).isInstanceOf(ExecutionException.class)
                    .rootCause().hasMessage("Input/output error");
        }
        assertThat(begun).as("no second attempt").hasValue(2);
        permits.release();
        call(force).get();
    }

    @Test
    void aMissingDirectoryIsAnError() {
        assertThatThrownBy(() -> new DirectoryForce(SOMEWHERE.resolve("missing")).force()).isInstanceOf(IOException.class);
    }
}
