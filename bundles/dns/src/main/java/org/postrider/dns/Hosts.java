package org.postrider.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;

/** The addresses that the machine itself knows: localhost, and the hosts file. */
final class Hosts {
    private static final Logger LOG = LoggerFactory.getLogger(Hosts.class);
    private static final String LOCALHOST = "localhost.";

    private final HostsFileParser file = new HostsFileParser();

    List<InetAddress> find(Name name) {
        if (name.toString().equals(LOCALHOST)) {
            return List.of(InetAddress.getLoopbackAddress()); // RFC 6761 6.3
        }
        List<InetAddress> found = new ArrayList<>();
        try {
            file.getAddressForHost(name, Type.AAAA).ifPresent(found::add);
            file.getAddressForHost(name, Type.A).ifPresent(found::add);
        } catch (IOException e) {
            LOG.warn("the hosts file cannot be read: {}", e.toString());
        }
        return found;
    }
}
