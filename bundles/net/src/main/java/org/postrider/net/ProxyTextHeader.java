package org.postrider.net;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import org.postrider.net.ProxyHeader.Malformed;

/** Version 1, one line of text: {@code PROXY TCP4 192.0.2.1 198.51.100.1 56324 25}. */
final class ProxyTextHeader {

    private static final int LONGEST = 107; // proxy-protocol.txt 2.1
    private static final String UNKNOWN = "PROXY UNKNOWN";
    private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");
    private static final int MAX_PORT = 65_535;

    private ProxyTextHeader() {}

    static Optional<ProxyHeader> read(ByteBuf received) throws Malformed {
        int start = received.readerIndex();
        int limit = Math.min(received.readableBytes(), LONGEST);
        int end = received.indexOf(start, start + limit, (byte) '\n');
        if (end < 0 && limit == LONGEST) {
            throw new Malformed("a PROXY line of more than " + LONGEST + " octets");
        }
        if (end < 0) {
            return Optional.empty();
        }
        String line = received.toString(start, end + 1 - start, US_ASCII);
        if (line.indexOf('\r') != line.length() - 2) {
            throw new Malformed("a PROXY line that does not end in CRLF");
        }
        ProxyHeader header = parse(line.substring(0, line.length() - 2));
        received.readerIndex(end + 1);
        return Optional.of(header);
    }

    private static ProxyHeader parse(String line) throws Malformed {
        if (line.equals(UNKNOWN) || line.startsWith(UNKNOWN + " ")) {
            return ProxyHeader.OF_ITSELF; // what follows is to be ignored
        }
        String[] words = line.split(" ", -1);
        if (words.length != 6 || !words[1].equals("TCP4") && !words[1].equals("TCP6")) {
            throw new Malformed("a PROXY line of another form");
        }
        boolean six = words[1].equals("TCP6");
        return ProxyHeader.of(new Endpoints(
                new InetSocketAddress(address(words[2], six), port(words[4])),
                new InetSocketAddress(address(words[3], six), port(words[5]))));
    }

    private static InetAddress address(String text, boolean six) throws Malformed {
        if (text.indexOf('/') >= 0 || text.indexOf(':') >= 0 != six) {
            throw new Malformed("an address of another family");
        }
        try {
            return Network.parse(text).address(); // a mapped IPv4 address becomes a plain one
        } catch (IllegalArgumentException e) {
            throw new Malformed("an address that is none");
        }
    }

    private static int port(String text) throws Malformed {
        if (!PORT.matcher(text).matches() || Integer.parseInt(text) > MAX_PORT) {
            throw new Malformed("a port that is none");
        }
        return Integer.parseInt(text);
    }
}
