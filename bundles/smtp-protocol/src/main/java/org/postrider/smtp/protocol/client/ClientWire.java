package org.postrider.smtp.protocol.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.smtp.Reply;

/** The way to a server, for one blocking thread. Every call has a deadline for all that it does. */
@ConsumerType
public interface ClientWire extends AutoCloseable {

    /** @throws MalformedReplyException if the server sends something else */
    Reply read(Duration timeout) throws IOException;

    void write(ByteBuffer bytes, Duration timeout) throws IOException;

    @Override
    void close();
}
