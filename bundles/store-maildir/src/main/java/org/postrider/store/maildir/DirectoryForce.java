package org.postrider.store.maildir;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Forces the entries of one directory to the disk. One force covers every change that was made before it began, so that
 * deliveries which arrive while one is under way share the next.
 */
final class DirectoryForce {

    private static final long WAIT_SECONDS = 60;

    /** One force and those who wait for it. */
    private static final class Round {
        private boolean ended;
        private IOException failure;
    }

    /** What a force does. */
    @FunctionalInterface
    interface Disk {
        void force(Path directory) throws IOException;
    }

    private final Path directory;
    private final Disk disk;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private Round running;
    private Round next;

    DirectoryForce(Path directory) {
        this(directory, DirectoryForce::force);
    }

    DirectoryForce(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    /** Forces a directory at once. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Returns when all changes that the caller made in the directory are on the disk.
     *
     * @throws IOException if the force that should have covered them failed; it is not tried again, because a second
     *     attempt may succeed without having written what the first one lost
     */
    void force() throws IOException {
        Round round;
        boolean leads;
        lock.lock();
        try {
            round = joinNext();
            leads = awaitTurn(round);
        } finally {
            lock.unlock();
        }
        if (leads) {
            lead(round);
        }
        if (round.failure != null) {
            throw new IOException("forcing " + directory + " failed", round.failure);
        }
    }

    private Round joinNext() {
        if (next == null) {
            next = new Round();
        }
        return next;
    }

    /** Waits until the round has ended or is the caller's to run. */
    private boolean awaitTurn(Round round) throws IOException {
        long left = TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (running != null && !round.ended) {
            if (left <= 0) {
                throw new IOException("forcing " + directory + " took longer than " + WAIT_SECONDS + " s");
            }
            try {
                left = ended.awaitNanos(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for a force of " + directory);
            }
        }
        if (round.ended) {
            return false;
        }
        running = round;
        next = null;
        return true;
    }

    private void lead(Round round) {
        IOException failure = new IOException("the force of " + directory + " was broken off");
        try {
            disk.force(directory);
            failure = null;
        } catch (IOException e) {
            failure = e;
        } finally {
            lock.lock();
            try {
                round.ended = true;
                round.failure = failure;
                running = null;
                ended.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
