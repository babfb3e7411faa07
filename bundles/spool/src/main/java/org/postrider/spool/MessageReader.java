package org.postrider.spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.mime.ParsedMessage;

/** Reads live messages from where they lie. Safe from any thread. */
final class MessageReader {

    /** A message and its state at one moment. */
    private record Snapshot(Place place, Optional<Place> statePlace, Optional<QueueState> pending) {}

    private static final int ATTEMPTS = 100;

    private final MessageIndex index;
    private final BigFiles bigFiles;

    MessageReader(MessageIndex index, BigFiles bigFiles) {
        this.index = index;
        this.bigFiles = bigFiles;
    }

    /** The message with its state; empty if it is finished. */
    Optional<QueuedMessage> find(long id) throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Snapshot> now = snapshot(id);
            Optional<QueuedMessage> message = now.isPresent() ? read(id, now.get()) : Optional.empty();
            if (now.isEmpty() || message.isPresent()) {
                return message;
            }
            // its state moved to another segment while it was being read, or it is finished
        }
        throw new IOException("a segment is gone that message " + new MessageId(id) + " is in");
    }

    private Optional<Snapshot> snapshot(long id) {
        synchronized (index) {
            return index.find(id).map(e -> new Snapshot(e.place(), e.statePlace(), e.pendingState()));
        }
    }

    private Optional<QueuedMessage> read(long id, Snapshot at) throws IOException {
        Optional<StoredMessage> stored = stored(id, at.place());
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        if (at.pending().isPresent() || at.statePlace().isEmpty()) {
            return Optional.of(stored.get().message(at.pending()));
        }
        Optional<QueueState> state = state(at.statePlace().get(), stored.get());
        return state.map(s -> stored.get().message(Optional.of(s)));
    }

    private static Optional<QueueState> state(Place place, StoredMessage message) throws IOException {
        Segment segment = place.segment();
        if (!segment.hold()) {
            return Optional.empty();
        }
        try {
            ByteBuffer record = segment.read(place.offset(), RecordHeader.OCTETS + place.length());
            if (!LogRecord.isIntact(record, segment.seed(), place.offset())) {
                throw new IOException(segment.name() + " has a damaged state at " + place.offset());
            }
            return Optional.of(StateCodec.decode(
                    record.position(RecordHeader.OCTETS), message.meta().envelope().recipients()));
        } finally {
            segment.release();
        }
    }

    /** Empty if the message is finished. */
    Optional<StoredMessage> stored(long id) throws IOException {
        Optional<Place> place = snapshot(id).map(Snapshot::place);
        return place.isPresent() ? stored(id, place.get()) : Optional.empty();
    }

    private static Optional<StoredMessage> stored(long id, Place place) throws IOException {
        if (!place.segment().hold()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoredMessage.read(place, id));
        } finally {
            place.segment().release();
        }
    }

    /** @throws IOException if the message is not queued or cannot be read */
    Message open(MessageId id) throws IOException {
        StoredMessage stored = stored(id.value())
                .orElseThrow(() -> new IOException("message " + id + " is not in the spool"));
        return new ParsedMessage(stored.size(), () -> content(stored));
    }

    private InputStream content(StoredMessage stored) throws IOException {
        if (!stored.place().segment().hold()) {
            throw new IOException("message " + new MessageId(stored.header().id()) + " is not in the spool any more");
        }
        try {
            InputStream inline = stored.inline();
            Optional<BodyFile> file = stored.meta().file();
            return file.isEmpty() ? inline : followedBy(inline, stored.header().id(), file.get());
        } catch (IOException | RuntimeException e) {
            stored.place().segment().release();
            throw e;
        }
    }

    private InputStream followedBy(InputStream head, long id, BodyFile body) throws IOException {
        SpoolFile file = bigFiles.open(id);
        try {
            StoredStream rest = new StoredStream(
                    file, 0, body.length(), Verification.sha256(body.sha256()), file);
            rest.skipNBytes(body.skip()); // read, so that the hash of the whole file can be verified
            return new SequenceInputStream(head, rest);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
