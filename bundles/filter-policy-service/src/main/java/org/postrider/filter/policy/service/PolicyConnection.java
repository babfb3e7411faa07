package org.postrider.filter.policy.service;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.postrider.bridge.Deadline;
import org.postrider.bridge.PeerConnection;
import org.postrider.bridge.PeerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection to a policy service, for one question after another. For one thread at a time. */
final class PolicyConnection {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyConnection.class);

    private final PeerConnection connection;
    private final ByteBuffer input = ByteBuffer.allocate(1024).limit(0);
    private long used = System.nanoTime();

    PolicyConnection(PeerConnection connection) {
        this.connection = connection;
    }

    /**
     * The action that the service answers.
     *
     * @throws EOFException if it has closed the connection without a word
     */
    String ask(byte[] question, Deadline deadline) throws IOException {
        connection.write(ByteBuffer.wrap(question), deadline);
        AnswerDecoder decoder = new AnswerDecoder();
        Optional<String> action = decoder.take(input);
        while (action.isEmpty()) {
            fill(deadline, decoder.hasBegun());
            action = decoder.take(input);
        }
        used = System.nanoTime();
        return action.get();
    }

    private void fill(Deadline deadline, boolean begun) throws IOException {
        input.clear();
        try {
            connection.read(input, deadline);
        } catch (EOFException e) {
            if (begun) {
                throw new PeerException("it closes the connection amid its answer", e);
            }
            throw e;
        }
        input.flip();
    }

    /** Whether another question can be asked: it has said no more than its answer, and has not hung up. */
    boolean isUsable() {
        try {
            return !input.hasRemaining() && connection.isSilent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Nanoseconds since it was used. */
    long idle() {
        return System.nanoTime() - used;
    }

    void close() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("not closed", e);
        }
    }
}
