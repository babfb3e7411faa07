package org.postrider.filter.milter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.postrider.api.filter.Edit;
import org.postrider.bridge.PeerException;

/** The body that a milter puts in place of the message's, in pieces. Its lines are given CRLF where they end in LF. */
final class NewBody {

    private ByteArrayOutputStream octets;
    private byte last;

    void add(byte[] piece) {
        if (octets == null) {
            octets = new ByteArrayOutputStream(piece.length + 2);
        }
        if (piece.length > Edit.MAX_CONTENT - octets.size()) {
            throw new PeerException("it wants a body of more than " + Edit.MAX_CONTENT + " octets");
        }
        for (byte octet : piece) {
            if (octet == '\n' && last != '\r') {
                octets.write('\r');
            }
            octets.write(octet);
            last = octet;
        }
    }

    /** @throws PeerException if the body is not one */
    Optional<Edit> edit() {
        if (octets == null) {
            return Optional.empty();
        }
        if (octets.size() > 0 && last != '\n') {
            octets.write(last == '\r' ? '\n' : '\r');
            octets.writeBytes(last == '\r' ? new byte[0] : new byte[] {'\n'});
            last = '\n';
        }
        try {
            return Optional.of(new Edit.ReplaceBody(ByteBuffer.wrap(octets.toByteArray())));
        } catch (IllegalArgumentException e) {
            throw new PeerException("it wants a body that is none: " + e.getMessage(), e);
        }
    }
}
