package org.postrider.smtp.protocol;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.postrider.api.smtp.Reply;

/**
 * What a backend says to a command.
 *
 * @param reply what the client is told; empty for the usual positive reply of the command
 * @param close whether the connection is closed after it
 * @param each what is said about a message to each recipient, where replies differ: LMTP only; {@code reply} is the last
 */
public record Answer(Optional<Reply> reply, boolean close, List<Reply> each) {

    private static final Answer YES = new Answer(Optional.empty(), false);

    public Answer {
        Objects.requireNonNull(reply, "reply");
        each = List.copyOf(each);
    }

    public Answer(Optional<Reply> reply, boolean close) {
        this(reply, close, List.of());
    }

    /** A reply for each recipient that was accepted, in the order of RCPT (RFC 2033 4.2). */
    public static Answer of(List<Reply> each, boolean close) {
        return new Answer(Optional.of(each.get(each.size() - 1)), close, each);
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
        return reply.isEmpty() || reply.get().isPositive() || each.stream().anyMatch(Reply::isPositive);
    }

    /** What is said about a message to one recipient; empty where nothing else is said than to all. */
    Optional<Reply> to(int recipient) {
        return recipient < each.size() ? Optional.of(each.get(recipient)) : reply;
    }
}
