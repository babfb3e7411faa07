package org.postrider.itests;

import java.nio.file.Path;

/** A mail client as people use it: logs in over TLS and sends one message. */
interface MailClient {

    /**
     * What is to be sent.
     *
     * @param port of the submission listener that the client is made for
     * @param password of {@link #SENDER}, or a wrong one
     * @param message a whole message, header included
     */
    record Letter(int port, String password, String recipient, Path message) {

        static final String SENDER = "ann@localhost";
    }

    /** Sends, and returns how that ended: exit code 0 only if the server has taken the message. */
    Result send(Letter letter);
}
