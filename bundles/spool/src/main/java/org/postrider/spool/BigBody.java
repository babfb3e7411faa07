package org.postrider.spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.postrider.api.queue.SpoolException;

/** The bytes of a draft once they are many: a file that is written in the background, one piece after the other. */
final class BigBody {

    /** So much may be on its way to the disk before the writer is asked to wait; it waits until half of it is there. */
    static final int IN_FLIGHT = 128 << 10;

    private static final long PATIENCE = 60;

    private final BigFiles files;
    private final long id;
    private final Executor io;
    private final MessageDigest digest = Verification.sha256();
    private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> room = tail;
    private long inFlight;
    private SpoolFile file;
    private long written;
    private final List<Long> names = new ArrayList<>();

    BigBody(BigFiles files, long id, Executor io) {
        this.files = files;
        this.id = id;
        this.io = io;
        then(() -> file = files.create(id));
    }

    /** @return completes when more may be written */
    synchronized CompletableFuture<Void> append(ByteBuffer piece) {
        int length = piece.remaining();
        inFlight += length;
        if (inFlight > IN_FLIGHT && room.isDone()) {
            room = new CompletableFuture<>();
        }
        then(() -> {
            digest.update(piece.duplicate());
            file.write(piece, written);
            written += length;
        });
        tail.whenComplete((done, problem) -> landed(length, problem));
        return room;
    }

    private synchronized void landed(int length, Throwable problem) {
        inFlight -= length;
        if (problem != null) {
            SpoolException failure = Failure.of(problem);
            if (!room.completeExceptionally(failure)) {
                room = CompletableFuture.failedFuture(failure);
            }
        } else if (inFlight <= IN_FLIGHT / 2) {
            room.complete(null);
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private synchronized CompletableFuture<Void> then(Step step) {
        tail = tail.thenRunAsync(() -> {
            try {
                step.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e.getMessage(), e);
            }
        }, io);
        return tail;
    }

    /** Completes when everything so far is in the file, or will never be. */
    synchronized CompletableFuture<Void> settled() {
        return tail.handle((done, problem) -> null);
    }

    /**
     * Makes the file durable and gives it its name, and one for each other message that it belongs to.
     *
     * @return all of it
     */
    CompletableFuture<BodyFile> commit(List<Long> others) {
        return then(() -> {
            file.force();
            file.close();
            files.commit(id, written);
            names.add(id);
            for (long other : others) {
                names.add(other);
                files.link(id, other);
            }
        }).thenApply(done -> new BodyFile(written, 0, digest.digest()));
    }

    /** Deletes the file. If the spool is closed meanwhile, its next start does. */
    void abort() {
        settled().thenRunAsync(this::discard, io);
    }

    private void discard() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            files.discardDraft(id);
            names.forEach(files::discard);
        }
    }

    /** Reads what was written; waits for what is on its way. */
    InputStream open(long size) throws IOException {
        CompletableFuture<Void> last;
        synchronized (this) {
            last = tail;
        }
        try {
            last.get(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the disk did not take the message", e);
        }
        return new StoredStream(file, 0, size, Verification.NONE, () -> { });
    }
}
