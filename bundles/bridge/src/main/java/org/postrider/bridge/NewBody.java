package org.postrider.bridge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.postrider.api.filter.Edit;

/** The body that a program puts in place of a message's, in pieces. Its lines are given CRLF where they end in LF. */
public final class NewBody {

    private ByteArrayOutputStream octets;
    private byte last;

    /** The one of which this is all. */
    public static Edit of(String text) {
        NewBody body = new NewBody();
        body.add(text.getBytes(StandardCharsets.UTF_8));
        return body.edit().orElseThrow();
    }

    /** @throws PeerException if it is too long */
    public void add(byte[] piece) {
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

    /**
     * Nothing if there was no piece.
     *
     * @throws PeerException if the body is not one
     */
    public Optional<Edit> edit() {
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
