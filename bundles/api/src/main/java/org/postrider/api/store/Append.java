package org.postrider.api.store;

import java.io.IOException;
import java.io.OutputStream;

import org.osgi.annotation.versioning.ConsumerType;

/** A message being stored: write, then commit; closing without a commit leaves no trace of it. One thread. */
@ConsumerType
public interface Append extends AutoCloseable {

    /** Where the message is written; need not be closed. */
    OutputStream stream() throws IOException;

    /**
     * Makes the message durable and visible, in this order.
     *
     * @return the message; when this returns it survives a power cut
     * @throws IOException if it is not stored; it will not appear later
     */
    StoredMessage commit() throws IOException;

    @Override
    void close();
}
