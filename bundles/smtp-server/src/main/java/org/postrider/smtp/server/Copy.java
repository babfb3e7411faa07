package org.postrider.smtp.server;

import java.util.Optional;

import org.postrider.api.message.Envelope;
import org.postrider.api.queue.Submission;

/**
 * One of the messages that a message is split into; mostly the only one.
 *
 * @param hold why it is kept back, if it is
 */
record Copy(Envelope envelope, EditedMessage message, Optional<String> hold) {

    /** @param field comes before everything else */
    Submission submission(byte[] field) {
        return message.submission(envelope, field, hold);
    }
}
