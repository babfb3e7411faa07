package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;

import org.postrider.api.smtp.Reply;

/** The message of a transaction while it is sent, by DATA or in the chunks of BDAT (RFC 3030). */
final class Transfer {

    private static final Reply LOCAL_ERROR = Reply.of(451, "4.3.0", "Local error in processing");
    private static final Reply CHUNK_TAKEN = Reply.of(250, "2.0.0", "Octets received");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final Dialogue dialogue;
    private BodyReceiver body;

    Transfer(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    /** Whether it has begun. */
    boolean hasBegun() {
        return body != null;
    }

    /** What receives it; only when it has begun. */
    BodyReceiver body() {
        return body;
    }

    /** The message follows up to its end. */
    void data() {
        begin(new DataDecoder());
        dialogue.turns().go(Phase.DATA);
    }

    private void begin(BodyDecoder decoder) {
        body = new BodyReceiver(decoder, dialogue.settings(), dialogue.backend());
    }

    /** The first chunk follows; unless the answer is yes, for nothing. */
    void firstChunk(Chunk chunk, Answer answer) {
        if (answer.close()) {
            dialogue.close(answer.reply().orElse(LOCAL_ERROR));
        } else if (answer.isYes()) {
            begin(new ChunkDecoder(dialogue.isBinary()));
            chunk(chunk);
        } else {
            drop(chunk, answer.reply().orElse(LOCAL_ERROR));
        }
    }

    /** A chunk follows that is read for nothing. Then this is said, and the transaction, if there is one, is over. */
    void drop(Chunk chunk, Reply reply) {
        if (dialogue.tally().dropped(chunk.octets())) {
            dialogue.close(reply);
        } else {
            begin(new ChunkDecoder(true));
            body.drop(reply);
            chunk(chunk);
        }
    }

    /** A chunk follows. */
    void chunk(Chunk chunk) {
        body.begin(chunk);
        dialogue.turns().go(Phase.DATA);
        if (chunk.octets() == 0) {
            body.receive(NOTHING.duplicate());
            ended();
        }
    }

    /** The data or a chunk have ended. */
    void ended() {
        if (body.refusal().isPresent()) {
            dialogue.ended(Answer.of(body.refusal().get()));
        } else if (body.written().isDone()) {
            written();
        } else {
            dialogue.await(body.written().handle((done, fault) -> Answer.yes()),
                    body.endsMessage() ? Phase.FINISHING : Phase.WAITING, written -> written());
        }
    }

    private void written() {
        if (body.endsMessage() || body.written().isCompletedExceptionally()) {
            dialogue.finish();
        } else {
            dialogue.turns().go(Phase.COMMAND);
            dialogue.reply(CHUNK_TAKEN); // RFC 3030 4.2
        }
    }

    /** It is over. */
    void forget() {
        body = null;
    }
}
