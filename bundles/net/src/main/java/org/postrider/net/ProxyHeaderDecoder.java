package org.postrider.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;

import io.netty.buffer.ByteBuf;
import org.postrider.net.ProxyHeader.Malformed;

/**
 * Reads the header of the PROXY protocol, versions 1 and 2, as HAProxy's {@code proxy-protocol.txt} defines it. Strict: an
 * octet that cannot belong to a header is refused as soon as it is seen, and nothing is repaired, for the header decides
 * whom a client is taken for. No I/O, no state: it is given all that has come so far, which is never more than one read
 * beyond {@value #LONGEST} octets.
 */
public final class ProxyHeaderDecoder {

    /** Octets of the longest header that is read; the longest without extensions are 107 and 232. */
    public static final int LONGEST = 536;

    private static final byte[] TEXT = "PROXY ".getBytes(US_ASCII);
    private static final byte[] BINARY = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};

    private ProxyHeaderDecoder() {}

    /**
     * The header at the start of the buffer, which is then read up to its end; empty if it is not complete, with nothing
     * read.
     *
     * @throws Malformed if this is no header, whatever may follow
     */
    public static Optional<ProxyHeader> decode(ByteBuf received) throws Malformed {
        if (!received.isReadable()) {
            return Optional.empty();
        }
        boolean text = received.getByte(received.readerIndex()) == TEXT[0];
        byte[] signature = text ? TEXT : BINARY;
        int known = Math.min(signature.length, received.readableBytes());
        for (int i = 0; i < known; i++) {
            if (received.getByte(received.readerIndex() + i) != signature[i]) {
                throw new Malformed("no PROXY header");
            }
        }
        if (known < signature.length) {
            return Optional.empty();
        }
        return text ? ProxyTextHeader.read(received) : ProxyBinaryHeader.read(received);
    }
}
