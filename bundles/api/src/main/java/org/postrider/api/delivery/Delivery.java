package org.postrider.api.delivery;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;

/**
 * One attempt to deliver one message. Calls, all from one thread: {@link #add} for each recipient, {@link #write} once,
 * {@link #commit()} once, {@link #close()} always. Closing before the commit returned aborts: nothing was delivered.
 * {@code write} and {@code commit} are left out if no recipient is left.
 *
 * <p>An {@link IOException} at any point defers the recipients that have no outcome yet. A transport must not have
 * delivered when it throws, unless it cannot know; then the message may arrive twice.
 */
@ConsumerType
public interface Delivery extends AutoCloseable {

    /**
     * Names a recipient.
     *
     * @return empty if the recipient is taken; otherwise its outcome, with which it leaves this attempt
     */
    Optional<Outcome> add(Recipient recipient) throws IOException;

    /** Hands over the message; what is written is not delivered before the commit. */
    void write(Message message) throws IOException;

    /**
     * Delivers.
     *
     * @return the outcome of every recipient that was taken
     */
    Map<Address, Outcome> commit() throws IOException;

    @Override
    void close();
}
