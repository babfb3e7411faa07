package org.postrider.testing.fake;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;

/** A draft of a {@link MemorySpool}. */
final class MemoryDraft implements SpoolDraft {

    private final MessageId id;
    private final MemorySpool spool;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean ended;

    MemoryDraft(MessageId id, MemorySpool spool) {
        this.id = id;
        this.spool = spool;
    }

    @Override
    public MessageId id() {
        return id;
    }

    @Override
    public long size() {
        return body.size();
    }

    @Override
    public CompletionStage<Void> write(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
        return spool.disk();
    }

    @Override
    public Message content() {
        return new BytesMessage(body.toByteArray());
    }

    @Override
    public CompletionStage<QueuedMessage> commit(Submission submission) {
        byte[] whole = whole(submission);
        end();
        return spool.keep(id, submission, whole);
    }

    @Override
    public CompletionStage<List<QueuedMessage>> commit(List<Submission> submissions) {
        List<byte[]> wholes = submissions.stream().map(this::whole).toList();
        end();
        return spool.disk().thenApply(ready -> {
            List<QueuedMessage> kept = new ArrayList<>();
            for (int i = 0; i < wholes.size(); i++) {
                MessageId next = i == 0 ? id : spool.nextId();
                kept.add(spool.keepNow(next, submissions.get(i), wholes.get(i)));
            }
            return kept;
        });
    }

    private byte[] whole(Submission submission) {
        byte[] written = body.toByteArray();
        if (submission.skip() > written.length) {
            throw new IllegalArgumentException("skip is " + submission.skip() + " of " + written.length);
        }
        int skip = (int) submission.skip();
        byte[] whole = Arrays.copyOf(submission.head(), submission.head().length + written.length - skip);
        System.arraycopy(written, skip, whole, submission.head().length, written.length - skip);
        return whole;
    }

    @Override
    public void abort() {
        end();
    }

    private void end() {
        if (!ended) {
            ended = true;
            spool.ended();
        }
    }
}
