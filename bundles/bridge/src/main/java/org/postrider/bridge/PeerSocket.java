package org.postrider.bridge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a program listens.
 *
 * @param text as it was written
 * @param path of a socket in the file system; empty for the network
 * @param host name or address; empty for a socket in the file system
 */
public record PeerSocket(String text, String path, String host, int port) {

    private static final String PORT = "(?<port>\\d{1,5})";
    private static final String HOST = "\\[?(?<host>[0-9A-Za-z_.:%-]+?)]?";
    private static final Pattern PORT_FIRST = Pattern.compile("inet6?:" + PORT + "@" + HOST);
    private static final Pattern HOST_FIRST = Pattern.compile("inet:" + HOST + ":" + PORT);
    private static final Pattern UNIX = Pattern.compile("(?:unix|local):(/.+)");
    private static final int MAX_PATH = 107;
    private static final int MAX_PORT = 65_535;

    /**
     * As milters and their mail servers write it: {@code inet:8891@127.0.0.1}, {@code inet6:8891@::1},
     * {@code unix:/run/opendkim.sock}, {@code local:} for the same.
     *
     * @throws IllegalArgumentException if the text is none; the message says what is allowed
     */
    public static PeerSocket ofMilter(String text) {
        return parse(text, PORT_FIRST, "inet:PORT@HOST, inet6:PORT@HOST");
    }

    /**
     * As Postfix writes it: {@code inet:127.0.0.1:10023}, {@code inet:[::1]:10023}, {@code unix:/run/postgrey.sock}.
     *
     * @throws IllegalArgumentException if the text is none; the message says what is allowed
     */
    public static PeerSocket ofPostfix(String text) {
        return parse(text, HOST_FIRST, "inet:HOST:PORT");
    }

    private static PeerSocket parse(String text, Pattern network, String allowed) {
        Matcher unix = UNIX.matcher(text);
        if (unix.matches() && unix.group(1).length() <= MAX_PATH) {
            return new PeerSocket(text, unix.group(1), "", 0);
        }
        Matcher inet = network.matcher(text);
        if (inet.matches() && isPort(Integer.parseInt(inet.group("port")))) {
            return new PeerSocket(text, "", inet.group("host"), Integer.parseInt(inet.group("port")));
        }
        throw new IllegalArgumentException("socket is \"" + text + "\"; allowed is " + allowed + " or unix:/PATH with at most "
                + MAX_PATH + " characters");
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= MAX_PORT;
    }

    public boolean isUnix() {
        return !path.isEmpty();
    }

    /** The address to connect to; a name is looked up each time. */
    public SocketAddress address() throws UnknownHostException {
        return isUnix() ? UnixDomainSocketAddress.of(path) : new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
        return text;
    }
}
