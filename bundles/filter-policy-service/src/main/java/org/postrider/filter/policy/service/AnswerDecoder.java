package org.postrider.filter.policy.service;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;

/** Finds the action in one answer, however that is cut into pieces. */
final class AnswerDecoder {

    static final int MAX_OCTETS = 8_192;

    private static final String ACTION = "action=";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private Optional<String> action = Optional.empty();
    private int octets;

    /**
     * Takes octets up to the empty line that ends the answer.
     *
     * @return the action; empty if more octets are needed
     * @throws PeerException if the octets are no answer, or one that is too long
     */
    Optional<String> take(ByteBuffer input) {
        while (input.hasRemaining()) {
            byte octet = input.get();
            if (++octets > MAX_OCTETS) {
                throw new PeerException("its answer has more than " + MAX_OCTETS + " octets");
            }
            if (octet == '\n' && ends()) {
                return action;
            }
            if (octet != '\n') {
                line.write(octet);
            }
        }
        return Optional.empty();
    }

    /** Whether some of the answer is there. */
    boolean hasBegun() {
        return octets > 0;
    }

    /** Takes the line; whether it was the last. */
    private boolean ends() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.isEmpty() || text.equals("\r")) {
            action.orElseThrow(() -> new PeerException("it answers without an action"));
            return true;
        }
        if (text.indexOf('=') < 1 || text.startsWith(ACTION) && action.isPresent()) {
            throw new PeerException("it answers " + PeerText.quoted(text));
        }
        if (text.startsWith(ACTION)) {
            action = Optional.of(text.substring(ACTION.length()).strip());
        }
        return false;
    }
}
