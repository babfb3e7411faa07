package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.postrider.api.smtp.Reply;

/** What is sent of one message on their way to the backend, measured as they pass. */
final class BodyReceiver {

    private static final Reply TOO_LARGE = Reply.of(552, "5.3.4", "Message exceeds the size limit");
    private static final Reply BARE_BREAK = Reply.of(550, "5.6.11", "Lines must end in CRLF");
    private static final Reply HEADER = Reply.of(554, "5.6.0", "Message header exceeds the limits");
    private static final Reply LOOP = Reply.of(554, "5.4.6", "Too many hops");
    private static final Reply LINE = Reply.of(554, "5.6.0", "Line too long");
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final BodyDecoder decoder;
    private final HeaderGauge header = new HeaderGauge();
    private final SmtpSettings settings;
    private final SmtpBackend backend;
    private long size;
    private Optional<Reply> refusal = Optional.empty();
    private CompletableFuture<Void> written = DONE;

    BodyReceiver(BodyDecoder decoder, SmtpSettings settings, SmtpBackend backend) {
        this.decoder = decoder;
        this.settings = settings;
        this.backend = backend;
    }

    /** A chunk follows. */
    void begin(Chunk chunk) {
        decoder.begin(chunk);
    }

    /** Whether the message ends where what is received now does. */
    boolean endsMessage() {
        return decoder.endsMessage();
    }

    /** Octets of the message so far. */
    long size() {
        return size;
    }

    /** Whatever comes is dropped, for a reason that the backend knows or need not know. */
    void drop(Reply reply) {
        refusal = Optional.of(reply);
    }

    /** Why the message is refused, if it is. */
    Optional<Reply> refusal() {
        return refusal;
    }

    /** Complete when the backend has room for more. */
    CompletableFuture<Void> written() {
        return written;
    }

    /** Whether so much was sent beyond the limits that the end is not waited for. */
    boolean isHopeless() {
        long limit = settings.limits().size();
        boolean endless = !decoder.isBounded() && decoder.longestLine() > SmtpLimits.ENDLESS_LINE;
        return size > limit + limit / 2 || endless;
    }

    /** Takes input up to the end of the data or of the chunk, and returns whether it was reached. */
    boolean receive(ByteBuffer input) {
        boolean ended = decoder.decode(input, this::accept);
        if (decoder.hasBareBreak() && settings.bareLineFeed() == BareLineFeed.REJECT) {
            refuse(BARE_BREAK);
        }
        if (decoder.longestLine() > SmtpLimits.ENDLESS_LINE) {
            refuse(LINE);
        }
        return ended;
    }

    private void accept(ByteBuffer slice) {
        size += slice.remaining();
        header.accept(slice);
        check();
        if (refusal.isPresent() || written.isCompletedExceptionally()) {
            return;
        }
        CompletableFuture<Void> stage = backend.body(slice).toCompletableFuture();
        if (!stage.isDone() || stage.isCompletedExceptionally()) {
            written = written.isDone() && !written.isCompletedExceptionally()
                    ? stage : CompletableFuture.allOf(written, stage);
        }
    }

    private void check() {
        SmtpLimits limits = settings.limits();
        if (size > limits.size()) {
            refuse(TOO_LARGE);
        } else if (header.octets() > limits.headerOctets() || header.lines() > limits.headerLines()) {
            refuse(HEADER);
        } else if (header.received() > limits.hops()) {
            refuse(LOOP);
        }
    }

    private void refuse(Reply reply) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(reply);
            backend.refused("DATA", reply);
        }
    }
}
