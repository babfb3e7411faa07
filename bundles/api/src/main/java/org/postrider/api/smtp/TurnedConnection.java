package org.postrider.api.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A connection whose sides have changed: an extension speaks as the client from now on, and who was the client is the
 * server. Encrypted as before. For one thread at a time; every call has a deadline for all that it does.
 */
@ProviderType
public interface TurnedConnection {

    /**
     * Reads what is there, at least one octet.
     *
     * @return how many octets, or -1 if no more will come
     * @throws java.net.SocketTimeoutException if nothing comes in time
     * @throws IOException if the connection is broken
     */
    int read(ByteBuffer into, Duration patience) throws IOException;

    /**
     * Writes all.
     *
     * @throws java.net.SocketTimeoutException if the peer does not take it in time; nothing else can be written then
     * @throws IOException if the connection is broken
     */
    void write(ByteBuffer octets, Duration patience) throws IOException;
}
