package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.postrider.api.queue.SpoolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes the log. It takes all that waits, makes it durable with one force, and says so; meanwhile
 * the next batch gathers. When a write fails, every message of the batch fails with it; other records are written again
 * as soon as the disk works.
 */
final class LogWriter implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final long RETRY = TimeUnit.SECONDS.toNanos(1);
    private static final String PROBE = "probe.tmp";

    private final WaitingRecords waiting;
    private final LogTail tail;
    private final SpoolFiles files;
    private volatile SpoolException problem;

    LogWriter(WaitingRecords waiting, LogTail tail, SpoolFiles files) {
        this.waiting = waiting;
        this.tail = tail;
        this.files = files;
    }

    /** @throws SpoolException if the record cannot even wait */
    void submit(LogRecord record) throws SpoolException {
        SpoolException now = problem;
        if (now != null && record.isMessage()) {
            throw new SpoolException(now.reason(), now.getMessage(), now);
        }
        waiting.offer(record);
    }

    /** Why no message can be made durable at present. */
    Optional<SpoolException> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void run() {
        for (boolean more = true; more; ) {
            more = problem == null ? writeNext() : goOn();
        }
    }

    private boolean writeNext() {
        List<LogRecord> batch = waiting.next();
        if (batch.isEmpty()) {
            return false;
        }
        write(batch);
        return true;
    }

    /** Tries to get the log going again; once a second, until it is closed. */
    private boolean goOn() {
        SpoolException told = problem;
        waiting.drain(false).forEach(record -> record.failed(told));
        repair();
        if (problem != null && waiting.isClosed()) {
            return false;
        }
        if (problem != null) {
            waiting.pause(RETRY);
        }
        return true;
    }

    private void write(List<LogRecord> batch) {
        List<Place> places;
        try {
            places = tail.append(batch);
        } catch (IOException | RuntimeException e) {
            fail(batch, e);
            return;
        }
        waiting.putBack(batch.subList(places.size(), batch.size()));
        for (int i = 0; i < places.size(); i++) {
            tell(batch.get(i), places.get(i));
        }
    }

    private static void tell(LogRecord record, Place place) {
        try {
            record.durable(place);
        } catch (RuntimeException e) {
            LOG.error("after message {} had become durable: {}", record.id(), e.toString());
        }
    }

    /** The messages fail when the log says that they are not part of it, if it can be made to. */
    private void fail(List<LogRecord> batch, Exception cause) {
        LOG.error("{} records could not be written: {}", batch.size(), cause.toString());
        tail.abandon();
        problem = Failure.of(cause);
        List<LogRecord> messages = batch.stream().filter(LogRecord::isMessage).toList();
        waiting.putBack(batch.stream().filter(record -> !record.isMessage()).toList());
        SpoolException told = problem;
        repair();
        messages.forEach(record -> record.failed(told));
    }

    /** Tries the disk with a file of no importance, then begins a new segment. */
    private void repair() {
        try {
            probe();
            tail.append(List.of());
            LOG.warn("the log goes on");
            problem = null;
        } catch (IOException e) {
            tail.abandon();
            problem = Failure.of(e);
        }
    }

    private void probe() throws IOException {
        files.delete(PROBE);
        try (SpoolFile file = files.create(PROBE)) {
            file.write(ByteBuffer.allocate(SegmentHeader.COPY), 0);
            file.force();
        }
        files.delete(PROBE);
    }
}
