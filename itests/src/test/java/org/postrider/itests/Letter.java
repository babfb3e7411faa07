package org.postrider.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a client is to send.
 *
 * @param port of the listener that the client is made for; 0 if it has a Unix socket
 * @param socket the Unix socket of a listener for LMTP
 * @param password of {@link #SENDER}, or a wrong one
 * @param file a whole message with CRLF at the end of each line
 */
record Letter(int port, Path socket, String password, String recipient, Path file) {

    static final String SENDER = "ann@localhost";

    /** The whole message, in UTF-8. */
    String text() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String body() {
        return Maildir.body(text());
    }
}
