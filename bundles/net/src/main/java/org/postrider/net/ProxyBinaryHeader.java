package org.postrider.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.postrider.net.ProxyHeader.Malformed;

/** Version 2: signature, version and command, family and protocol, length, addresses, extensions (TLVs). */
final class ProxyBinaryHeader {

    private static final int SIGNATURE = 12;
    private static final int FIXED = 16;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int EXTENSION = 3; // type and length
    private static final int CHECKSUM = 0x03;
    private static final int CHECKSUM_OCTETS = 4;

    private ProxyBinaryHeader() {}

    static Optional<ProxyHeader> read(ByteBuf received) throws Malformed {
        int start = received.readerIndex();
        int there = received.readableBytes();
        if (there > SIGNATURE) {
            checkCommand(received.getUnsignedByte(start + SIGNATURE));
        }
        if (there < FIXED) {
            return Optional.empty();
        }
        int octets = FIXED + received.getUnsignedShort(start + 14);
        if (octets > ProxyHeaderDecoder.LONGEST) {
            throw new Malformed("a PROXY header of more than " + ProxyHeaderDecoder.LONGEST + " octets");
        }
        if (there < octets) {
            return Optional.empty();
        }
        ProxyHeader header = parse(received.slice(start, octets));
        received.skipBytes(octets);
        return Optional.of(header);
    }

    private static void checkCommand(int command) throws Malformed {
        if (command != LOCAL && command != PROXY) {
            throw new Malformed("an unknown version or command");
        }
    }

    private static ProxyHeader parse(ByteBuf header) throws Malformed {
        if (header.getUnsignedByte(SIGNATURE) == LOCAL) {
            return ProxyHeader.OF_ITSELF; // proxy-protocol.txt 2.2: whatever follows is skipped
        }
        return switch (header.getUnsignedByte(SIGNATURE + 1)) {
            case 0x00 -> of(header, 0, 0); // unspecified
            case 0x11 -> of(header, 12, 4);
            case 0x21 -> of(header, 36, 16);
            case 0x31 -> of(header, 216, 0); // a Unix socket has no address that counts
            default -> throw new Malformed("a family or protocol that is no stream");
        };
    }

    /**
     * @param block octets of both addresses and ports
     * @param address octets of one IP address; 0 for none
     */
    private static ProxyHeader of(ByteBuf header, int block, int address) throws Malformed {
        checkExtensions(header, FIXED + block);
        if (address == 0) {
            return ProxyHeader.OF_ITSELF;
        }
        int ports = FIXED + 2 * address;
        return ProxyHeader.of(new Endpoints(
                new InetSocketAddress(address(header, FIXED, address), header.getUnsignedShort(ports)),
                new InetSocketAddress(address(header, FIXED + address, address), header.getUnsignedShort(ports + 2))));
    }

    private static InetAddress address(ByteBuf header, int at, int octets) {
        try {
            return InetAddress.getByAddress(ByteBufUtil.getBytes(header, at, octets)); // a mapped one becomes IPv4
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets", e);
        }
    }

    /** Extensions say nothing that is needed here, but they must fit, one after the other, and none is looked into. */
    private static void checkExtensions(ByteBuf header, int first) throws Malformed {
        int at = first;
        while (at < header.readableBytes()) {
            int end = at + EXTENSION <= header.readableBytes()
                    ? at + EXTENSION + header.getUnsignedShort(at + 1) : Integer.MAX_VALUE;
            if (end > header.readableBytes()) {
                throw new Malformed("an extension longer than the header");
            }
            if (header.getUnsignedByte(at) == CHECKSUM) {
                checkSum(header, at + EXTENSION, end);
            }
            at = end;
        }
        if (at > header.readableBytes()) {
            throw new Malformed("a header too short for its addresses");
        }
    }

    /** proxy-protocol.txt 2.2.3: over the whole header, with zeros in place of the sum. */
    private static void checkSum(ByteBuf header, int at, int end) throws Malformed {
        byte[] octets = ByteBufUtil.getBytes(header, 0, header.readableBytes());
        if (end - at != CHECKSUM_OCTETS) {
            throw new Malformed("a checksum of another length");
        }
        Arrays.fill(octets, at, end, (byte) 0);
        CRC32C sum = new CRC32C();
        sum.update(octets);
        if (sum.getValue() != header.getUnsignedInt(at)) {
            throw new Malformed("a wrong checksum");
        }
    }
}
