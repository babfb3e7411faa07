package org.postrider.spool;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.queue.Submission;

/** Takes messages into the log. */
final class Intake {

    private final LogWriter writer;
    private final Feeds feeds;
    private final SpaceWatch space;
    private final Clock clock;
    private final SpoolMeters meters;
    private final int maxPayload;
    private final AtomicLong commits = new AtomicLong();
    private volatile boolean closed;

    Intake(LogWriter writer, Feeds feeds, SpaceWatch space, Clock clock, SpoolMeters meters, int maxPayload) {
        this.writer = writer;
        this.feeds = feeds;
        this.space = space;
        this.clock = clock;
        this.meters = meters;
        this.maxPayload = maxPayload;
    }

    /** @throws SpoolException if no message is taken at present; it says why */
    void demand() throws SpoolException {
        if (closed) {
            throw new SpoolException(SpoolException.Reason.CLOSED, "the spool is closed", null);
        }
        space.demand();
        Optional<SpoolException> problem = writer.problem();
        if (problem.isPresent()) {
            throw new SpoolException(problem.get().reason(), problem.get().getMessage(), problem.get());
        }
    }

    boolean hasRoom() {
        return space.problem().isEmpty();
    }

    void close() {
        closed = true;
    }

    long commits() {
        return commits.get();
    }

    /**
     * A message that is to be written.
     *
     * @param content what goes into the record: all of it, or the head if there is a file
     */
    record Incoming(MessageId id, Submission submission, Optional<BodyFile> file, List<ByteBuffer> content) {

        /** The same with the rest of its content in a file. */
        Incoming in(BodyFile stored) {
            return new Incoming(id, submission,
                    Optional.of(new BodyFile(stored.length(), submission.skip(), stored.sha256())), content);
        }
    }

    /** Writes messages, at least one: all of them, or none. */
    CompletableFuture<List<QueuedMessage>> take(List<Incoming> messages) {
        List<CompletableFuture<QueuedMessage>> results = new ArrayList<>();
        messages.forEach(message -> results.add(new CompletableFuture<>()));
        results.forEach(result -> result.whenComplete(this::count));
        try {
            demand();
            long time = clock.millis();
            List<LogRecord> records = new ArrayList<>();
            for (Incoming message : messages) {
                records.add(record(message, time, results.get(records.size())));
            }
            writer.submit(checked(records.get(0).with(records.subList(1, records.size()))));
        } catch (SpoolException e) {
            results.forEach(result -> result.completeExceptionally(e));
        } catch (IllegalArgumentException e) {
            SpoolException failure = new SpoolException(SpoolException.Reason.FAILED, e.getMessage(), e);
            results.forEach(result -> result.completeExceptionally(failure));
        }
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(done -> results.stream().map(CompletableFuture::join).toList());
    }

    private LogRecord record(Incoming incoming, long time, CompletableFuture<QueuedMessage> result) {
        Submission submission = incoming.submission();
        MessageMeta meta = new MessageMeta(submission.envelope(), submission.hold(), incoming.file());
        List<ByteBuffer> pieces = new ArrayList<>();
        pieces.add(ByteBuffer.wrap(meta.encode()));
        pieces.addAll(incoming.content());
        QueuedMessage message = message(incoming.id(), meta, incoming.content(), time);
        RecordType type = incoming.file().isPresent() ? RecordType.BIG_MESSAGE : RecordType.MESSAGE;
        return new LogRecord(type, incoming.id().value(), time, new Payload(pieces), 0,
                new MessageTicket(message, feeds, result));
    }

    /** A single record is measured by its payload, several by what they take. */
    private LogRecord checked(LogRecord record) {
        int octets = record.others().isEmpty() ? record.payload().length() : record.octets();
        if (octets > maxPayload) {
            throw new IllegalArgumentException("envelope and header have " + octets
                    + " octets, a segment takes " + maxPayload);
        }
        return record;
    }

    private static QueuedMessage message(MessageId id, MessageMeta meta, List<ByteBuffer> content, long time) {
        Instant accepted = Instant.ofEpochMilli(time);
        long size = content.stream().mapToLong(ByteBuffer::remaining).sum()
                + meta.file().map(file -> file.length() - file.skip()).orElse(0L);
        return QueuedMessage.fresh(id, meta.envelope(), size, accepted, meta.hold());
    }

    private void count(QueuedMessage message, Throwable problem) {
        if (problem == null) {
            commits.incrementAndGet();
            meters.committed(message.size());
        } else {
            meters.failed();
        }
    }

    private record MessageTicket(QueuedMessage message, Feeds feeds, CompletableFuture<QueuedMessage> result)
            implements Ticket {

        @Override
        public void durable(Place place) {
            try {
                feeds.announce(message, place);
                result.complete(message);
            } catch (IllegalStateException e) { // the id is that of another message, which stays
                failed(new SpoolException(SpoolException.Reason.FAILED, e.getMessage(), e));
            }
        }

        @Override
        public void failed(SpoolException problem) {
            result.completeExceptionally(problem);
        }
    }
}
