package org.postrider.smtp.protocol;

import java.util.Objects;
import java.util.Optional;

import org.postrider.api.smtp.Reply;

/**
 * What a backend says to a command.
 *
 * @param reply what the client is told; empty for the usual positive reply of the command
 * @param close whether the connection is closed after it
 */
public record Answer(Optional<Reply> reply, boolean close) {

    private static final Answer YES = new Answer(Optional.empty(), false);

    public Answer {
        Objects.requireNonNull(reply, "reply");
    }

    /** Go on, with the usual reply. */
    public static Answer yes() {
        return YES;
    }

    /** This reply; a positive one means yes. */
    public static Answer of(Reply reply) {
        return new Answer(Optional.of(reply), false);
    }

    /** This reply, and the end of the session. */
    public static Answer closing(Reply reply) {
        return new Answer(Optional.of(reply), true);
    }

    public boolean isYes() {
        return reply.isEmpty() || reply.get().isPositive();
    }
}
