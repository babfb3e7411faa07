package org.postrider.testing.smtp;

import java.io.IOException;
import java.util.Optional;

/** A connection to a server, as a client holds it. */
public interface Dialog extends AutoCloseable {

    void send(byte[] bytes) throws IOException;

    /**
     * The next line from the server without its CRLF; empty if the server has closed.
     *
     * @throws IOException if nothing comes in time, or a line does not end in CRLF
     */
    Optional<String> read() throws IOException;

    @Override
    void close() throws IOException;
}
