package org.postrider.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.queue.Submission;
import org.postrider.mime.ParsedMessage;

/** A message on its way in: in memory while it is small, then in a file of its own. */
final class Draft implements SpoolDraft {

    private static final CompletableFuture<Void> GO_ON = CompletableFuture.completedFuture(null);

    private final MessageId id;
    private final Supplier<MessageId> ids;
    private final Intake intake;
    private final BigFiles bigFiles;
    private final Executor io;
    private final MemoryBody memory;
    private Optional<BigBody> file = Optional.empty();
    private Optional<SpoolException> refusal = Optional.empty();
    private long size;
    private volatile boolean ended;

    /** @param ids new ones, for further messages that come of it */
    Draft(MessageId id, Supplier<MessageId> ids, Intake intake, BigFiles bigFiles, Executor io, MemoryBody memory) {
        this.id = id;
        this.ids = ids;
        this.intake = intake;
        this.bigFiles = bigFiles;
        this.io = io;
        this.memory = memory;
    }

    @Override
    public MessageId id() {
        return id;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public CompletionStage<Void> write(ByteBuffer bytes) {
        demandOpen();
        int length = bytes.remaining();
        if (file.isEmpty() && refusal.isEmpty() && memory.append(bytes)) {
            size += length;
            return GO_ON;
        }
        if (file.isEmpty()) {
            moveToFile();
        }
        if (refusal.isPresent()) {
            bytes.position(bytes.limit());
            return CompletableFuture.failedFuture(refusal.get());
        }
        size += length;
        return file.get().append(ByteBuffer.allocate(length).put(bytes).flip());
    }

    /** A draft that was refused once stays refused: bytes are missing from it, however the disk is later. */
    private void moveToFile() {
        try {
            intake.demand();
        } catch (SpoolException e) {
            refusal = refusal.or(() -> Optional.of(e));
        }
        if (refusal.isPresent()) {
            return;
        }
        BigBody body = new BigBody(bigFiles, id.value(), io);
        memory.from(0).forEach(body::append);
        Runnable release = memory.handOver();
        body.settled().thenRun(release);
        file = Optional.of(body);
    }

    @Override
    public Message content() {
        demandOpen();
        long length = size;
        return new ParsedMessage(length, () -> open(length));
    }

    private InputStream open(long length) throws IOException {
        if (ended) {
            throw new IOException("the draft " + id + " was committed or aborted");
        }
        return file.isPresent() ? file.get().open(length) : memory.open(length);
    }

    @Override
    public CompletionStage<QueuedMessage> commit(Submission submission) {
        return commit(List.of(submission)).thenApply(messages -> messages.get(0));
    }

    @Override
    public CompletionStage<List<QueuedMessage>> commit(List<Submission> submissions) {
        demandOpen();
        for (Submission submission : submissions) {
            if (submission.skip() > size) {
                throw new IllegalArgumentException(
                        "of " + size + " octets, " + submission.skip() + " cannot be skipped");
            }
        }
        if (refusal.isPresent()) {
            abort();
            return CompletableFuture.failedFuture(refusal.get());
        }
        ended = true;
        return file.isPresent() ? commitFile(file.get(), submissions) : commitMemory(submissions);
    }

    private CompletableFuture<List<QueuedMessage>> commitMemory(List<Submission> submissions) {
        List<Intake.Incoming> messages = new ArrayList<>();
        for (Submission submission : submissions) {
            List<ByteBuffer> content = head(submission);
            content.addAll(memory.from(submission.skip()));
            messages.add(new Intake.Incoming(nextId(messages), submission, Optional.empty(), content));
        }
        return intake.take(messages).whenComplete((done, problem) -> memory.release());
    }

    private static List<ByteBuffer> head(Submission submission) {
        List<ByteBuffer> head = new ArrayList<>();
        head.add(ByteBuffer.wrap(submission.head()));
        return head;
    }

    private MessageId nextId(List<Intake.Incoming> before) {
        return before.isEmpty() ? id : ids.get();
    }

    private CompletableFuture<List<QueuedMessage>> commitFile(BigBody body, List<Submission> submissions) {
        List<Intake.Incoming> messages = new ArrayList<>();
        for (Submission submission : submissions) {
            messages.add(new Intake.Incoming(nextId(messages), submission, Optional.empty(), head(submission)));
        }
        List<Long> others = messages.stream().skip(1).map(message -> message.id().value()).toList();
        CompletableFuture<List<QueuedMessage>> result = new CompletableFuture<>();
        body.commit(others)
                .thenCompose(stored -> intake.take(messages.stream().map(message -> message.in(stored)).toList()))
                .whenComplete((done, problem) -> {
                    if (problem == null) {
                        result.complete(done);
                    } else {
                        body.abort();
                        result.completeExceptionally(Failure.of(problem));
                    }
                });
        return result;
    }

    @Override
    public void abort() {
        if (!ended) {
            ended = true;
            memory.release();
            file.ifPresent(BigBody::abort);
        }
    }

    private void demandOpen() {
        if (ended) {
            throw new IllegalStateException("the draft " + id + " was committed or aborted");
        }
    }
}
