package org.postrider.api.queue;

import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Envelope;

/**
 * What turns a draft into a queued message. The message that is stored is {@code head} followed by the draft's bytes
 * from {@code skip} on; so a trace header is put in front, or the header block replaced, without copying the body.
 *
 * @param envelope who it is from and for
 * @param head bytes that come first; not modified after the call
 * @param skip how many bytes at the start of the draft {@code head} stands for; 0 to its size
 * @param hold why the message is kept back from delivery, if it is
 */
public record Submission(Envelope envelope, byte[] head, long skip, Optional<String> hold) {

    public Submission {
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(hold, "hold");
        if (skip < 0) {
            throw new IllegalArgumentException("skip cannot be negative");
        }
        if (envelope.recipients().isEmpty()) {
            throw new IllegalArgumentException("a message has at least one recipient");
        }
    }
}
