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
     * Writes a message.
     *
     * @param content what goes into the record: all of it, or the head if there is a file
     */
    CompletableFuture<QueuedMessage> take(
            MessageId id, Submission submission, Optional<BodyFile> file, List<ByteBuffer> content) {
        CompletableFuture<QueuedMessage> result = new CompletableFuture<>();
        result.whenComplete((message, problem) -> count(message, problem));
        try {
            demand();
            MessageMeta meta = new MessageMeta(submission.envelope(), submission.hold(), file);
            List<ByteBuffer> pieces = new ArrayList<>();
            pieces.add(ByteBuffer.wrap(meta.encode()));
            pieces.addAll(content);
            long time = clock.millis();
            QueuedMessage message = message(id, meta, content, time);
            RecordType type = file.isPresent() ? RecordType.BIG_MESSAGE : RecordType.MESSAGE;
            writer.submit(new LogRecord(type, id.value(), time, checked(new Payload(pieces)), 0,
                    new MessageTicket(message, feeds, result)));
        } catch (SpoolException e) {
            result.completeExceptionally(e);
        } catch (IllegalArgumentException e) {
            result.completeExceptionally(new SpoolException(SpoolException.Reason.FAILED, e.getMessage(), e));
        }
        return result;
    }

    private Payload checked(Payload payload) {
        if (payload.length() > maxPayload) {
            throw new IllegalArgumentException("envelope and header have " + payload.length()
                    + " octets, a segment takes " + maxPayload);
        }
        return payload;
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
