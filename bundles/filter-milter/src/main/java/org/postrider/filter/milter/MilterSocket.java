package org.postrider.filter.milter;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a milter listens, as milters and mail servers write it: {@code inet:8891@127.0.0.1}, {@code inet6:8891@::1},
 * {@code unix:/run/opendkim.sock}, {@code local:} for the same.
 *
 * @param text as it was written
 * @param path of a socket in the file system; empty for the network
 * @param host name or address; empty for a socket in the file system
 */
record MilterSocket(String text, String path, String host, int port) {

    private static final Pattern INET = Pattern.compile("inet6?:(\\d{1,5})@\\[?([0-9A-Za-z_.:%-]+)]?");
    private static final Pattern UNIX = Pattern.compile("(?:unix|local):(/.+)");
    private static final int MAX_PATH = 107;
    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException if the text is none; the message says what is allowed */
    static MilterSocket parse(String text) {
        Matcher unix = UNIX.matcher(text);
        if (unix.matches() && unix.group(1).length() <= MAX_PATH) {
            return new MilterSocket(text, unix.group(1), "", 0);
        }
        Matcher inet = INET.matcher(text);
        if (inet.matches() && Integer.parseInt(inet.group(1)) >= 1 && Integer.parseInt(inet.group(1)) <= MAX_PORT) {
            return new MilterSocket(text, "", inet.group(2), Integer.parseInt(inet.group(1)));
        }
        throw new IllegalArgumentException("socket is \"" + text + "\"; allowed is inet:PORT@HOST, inet6:PORT@HOST or "
                + "unix:/PATH with at most " + MAX_PATH + " characters");
    }

    boolean isUnix() {
        return !path.isEmpty();
    }

    /** The address to connect to; a name is looked up each time. */
    SocketAddress address() throws UnknownHostException {
        return isUnix() ? UnixDomainSocketAddress.of(path) : new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
        return text;
    }
}
