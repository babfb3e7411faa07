package org.postrider.bench;

import java.util.OptionalLong;
import org.postrider.api.smtp.Reply;

/**
 * What a session tells of its way, and where it gets its messages. All calls come from the session's event loop.
 */
interface Lane {

    /** The next message that is to be sent, if there is one. */
    OptionalLong take();

    /** How long to wait before that message may begin, in nanoseconds. */
    long delay(long message);

    /** A message was begun. */
    void begun();

    /** The server has taken a message, so many nanoseconds after its last octet was written. */
    void acknowledged(long nanos);

    /** The server has refused a message. */
    void refused();

    /** The greeting came. */
    void greeted();

    /** A reply that is not the one hoped for. */
    void failure(Reply reply);

    /** The connection cannot be used any more; {@code kind} is one of a few names. */
    void failure(String kind, String text);
}
