package org.postrider.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;

/** The header of the PROXY protocol, both versions. */
public final class ProxyTarget {

    private static final byte[] BINARY = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n', 0x21};

    private ProxyTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int how = input.choose(3);
        byte[] rest = input.rest();
        byte[] first = how == 0 ? new byte[0] : how == 1 ? "PROXY TCP".getBytes(StandardCharsets.US_ASCII) : BINARY;
        ByteBuf sent = Unpooled.wrappedBuffer(first, rest);
        String whole = decoded(sent.duplicate());
        for (int octets = 0; octets < Math.min(sent.readableBytes(), ProxyHeaderDecoder.LONGEST + 1); octets++) {
            String part = decoded(sent.slice(0, octets));
            boolean open = part.isEmpty(); // more octets decide
            Promise.that(open || part.equals(whole), "more octets change nothing", part + " / " + whole);
        }
    }

    /** What was read and how much of it; empty if that is not complete. */
    private static String decoded(ByteBuf received) {
        int before = received.readableBytes();
        try {
            Optional<ProxyHeader> header = ProxyHeaderDecoder.decode(received);
            int taken = before - received.readableBytes();
            Promise.that(taken <= ProxyHeaderDecoder.LONGEST && (taken > 0) == header.isPresent(), "it ends", taken);
            Promise.that(header.isPresent() || before <= ProxyHeaderDecoder.LONGEST, "it comes to an end", before);
            header.flatMap(ProxyHeader::endpoints).ifPresent(ProxyTarget::again);
            return header.map(found -> taken + " " + found).orElse("");
        } catch (ProxyHeader.Malformed e) {
            Promise.that(received.readableBytes() == before, "what is no header is not taken", before);
            return "malformed";
        }
    }

    private static void again(Endpoints endpoints) {
        InetSocketAddress client = endpoints.client();
        InetSocketAddress server = endpoints.server();
        if (client.getAddress().getClass() != server.getAddress().getClass()) {
            return; // a mapped address has become one of IPv4, and no line has both
        }
        boolean six = client.getAddress().getAddress().length == 16;
        String line = "PROXY " + (six ? "TCP6 " : "TCP4 ") + text(client.getAddress()) + " " + text(server.getAddress())
                + " " + client.getPort() + " " + server.getPort() + "\r\n";
        try {
            ProxyHeader header = ProxyHeaderDecoder.decode(
                    Unpooled.copiedBuffer(line, StandardCharsets.US_ASCII)).orElseThrow();
            Promise.that(header.endpoints().equals(Optional.of(endpoints)), "written and read it is the same", line);
        } catch (ProxyHeader.Malformed e) {
            throw new AssertionError(line, e);
        }
    }

    private static String text(InetAddress address) {
        return address.getHostAddress();
    }
}
