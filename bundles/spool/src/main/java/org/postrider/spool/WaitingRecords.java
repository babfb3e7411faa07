package org.postrider.spool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.postrider.api.queue.SpoolException;

/**
 * Records that wait for the writer. A message is taken at once, with all that waits; the other records wait up to 10 ms
 * for one to ride with. No more messages may wait than were allowed; the others are bounded by the live messages.
 */
final class WaitingRecords {

    private static final int MAX_RECORDS = 1024;
    private static final int MAX_OCTETS = 8 << 20;
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<LogRecord> records = new ArrayDeque<>();
    private final int mostMessages;
    private int messages;
    private boolean closed;

    WaitingRecords(int mostMessages) {
        this.mostMessages = mostMessages;
    }

    void offer(LogRecord record) throws SpoolException {
        lock.lock();
        try {
            if (closed) {
                throw new SpoolException(SpoolException.Reason.CLOSED, "the spool is closed", null);
            }
            if (record.isMessage() && messages >= mostMessages) {
                throw new SpoolException(SpoolException.Reason.BUSY, messages + " messages wait for the disk", null);
            }
            add(record);
            if (record.isMessage() || records.size() == 1) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(LogRecord record) {
        records.add(record);
        messages += record.isMessage() ? 1 : 0;
    }

    /** The next records, at least one; none when this is closed and empty. For the writer. */
    List<LogRecord> next() {
        lock.lock();
        try {
            while (records.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            linger(LINGER);
            return takeBatch();
        } finally {
            lock.unlock();
        }
    }

    private List<LogRecord> takeBatch() {
        List<LogRecord> batch = new ArrayList<>();
        long octets = 0;
        while (!records.isEmpty() && batch.size() < MAX_RECORDS && octets < MAX_OCTETS) {
            LogRecord record = poll();
            octets += record.octets();
            batch.add(record);
        }
        return batch;
    }

    private LogRecord poll() {
        LogRecord record = records.remove();
        messages -= record.isMessage() ? 1 : 0;
        return record;
    }

    private void linger(long nanos) {
        long left = nanos;
        while (left > 0 && messages == 0 && !closed) {
            left = await(left);
        }
    }

    private long await(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            return 0; // nobody interrupts the writer; if somebody does, it only hurries
        }
    }

    /** Waits for this time, or until this is closed. */
    void pause(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !closed) {
                left = await(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts records that were taken back to the front. */
    void putBack(List<LogRecord> taken) {
        lock.lock();
        try {
            for (int i = taken.size() - 1; i >= 0; i--) {
                records.addFirst(taken.get(i));
                messages += taken.get(i).isMessage() ? 1 : 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes out all messages, or everything. */
    List<LogRecord> drain(boolean everything) {
        lock.lock();
        try {
            List<LogRecord> drained = new ArrayList<>(records);
            if (everything) {
                records.clear();
            } else {
                drained.removeIf(record -> !record.isMessage());
                records.removeIf(LogRecord::isMessage);
            }
            messages = 0;
            return drained;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
