package org.postrider.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.ResolverConfig;

/** Reads the addresses of name servers. */
final class ServerList {
    private static final Pattern FORM =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9.]+))(?::(\\d{1,5}))?|([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");
    private static final int DNS = 53;

    private ServerList() {}

    /**
     * @return the servers named, or those of the system if none is
     * @throws IllegalArgumentException naming the key, what was found and what is allowed
     */
    static List<InetSocketAddress> of(String... texts) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String text : texts) {
            if (!text.isBlank()) {
                servers.add(read(text.strip()));
            }
        }
        return servers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : List.copyOf(servers);
    }

    private static InetSocketAddress read(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw refused(text, "a name server is address or address:port, e.g. 127.0.0.1:53 or [::1]:53");
        }
        String host = m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(4);
        int port = m.group(3) == null ? DNS : Integer.parseInt(m.group(3));
        if (port < 1 || port > 65_535) {
            throw refused(text, "a port is 1 to 65535");
        }
        return new InetSocketAddress(address(text, host), port);
    }

    private static InetAddress address(String text, String host) {
        boolean ipv4 = host.matches("(\\d{1,3}\\.){3}\\d{1,3}");
        if (!ipv4 && host.indexOf(':') < 0) {
            throw refused(text, "an IPv4 address has four numbers");
        }
        try {
            return InetAddress.getByName(host); // a literal, so nothing is looked up
        } catch (UnknownHostException e) {
            throw refused(text, "not an IP address");
        }
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("servers = " + text + ": " + why);
    }
}
