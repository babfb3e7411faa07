package org.postrider.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import io.netty.util.NetUtil;

/**
 * A network in CIDR notation, RFC 4632 3.1 and RFC 4291 2.3. An IPv4 address is the same written plainly or mapped into
 * IPv6 (RFC 4291 2.5.5.2), in the network as in what is compared to it.
 *
 * @param address the first address of the network
 * @param prefix how many leading bits are the network's, 0 to 32 or 0 to 128
 */
public record Network(InetAddress address, int prefix) {

    private static final Pattern LEADING_ZERO = Pattern.compile("(^|\\.)0[0-9]"); // octal to some, decimal to others
    private static final int MAPPED_PREFIX = 96;

    /** 127.0.0.0/8 and ::1/128. */
    public static final List<Network> LOOPBACK = List.of(parse("127.0.0.0/8"), parse("::1/128"));

    /** @throws IllegalArgumentException if the prefix is out of range or the address has bits beyond it */
    public Network {
        byte[] octets = plain(address.getAddress());
        if (prefix < 0 || prefix > octets.length * 8) {
            throw new IllegalArgumentException(address.getHostAddress() + "/" + prefix + ": the prefix is 0 to "
                    + octets.length * 8);
        }
        byte[] first = masked(octets, prefix);
        address = address(first);
        if (!Arrays.equals(first, octets)) {
            throw new IllegalArgumentException(address(octets).getHostAddress() + "/" + prefix
                    + " has bits beyond its prefix; the network is " + address.getHostAddress() + "/" + prefix);
        }
    }

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or an address alone. Never looks a name up.
     *
     * @throws IllegalArgumentException if it is not a network; the message says what was found
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] octets = literal(slash < 0 ? text : text.substring(0, slash), text);
        int bits = octets.length * 8;
        int prefix = slash < 0 ? bits : number(text.substring(slash + 1), text);
        if (plain(octets).length < octets.length) {
            if (prefix < MAPPED_PREFIX) {
                throw new IllegalArgumentException(text + ": the prefix of a mapped IPv4 network is 96 to 128");
            }
            prefix -= MAPPED_PREFIX;
        }
        return new Network(address(octets), prefix);
    }

    /** The network of this size that an address lies in. */
    public static Network around(InetAddress address, int ipv4Prefix, int ipv6Prefix) {
        byte[] octets = plain(address.getAddress());
        int prefix = octets.length == 4 ? ipv4Prefix : ipv6Prefix;
        return new Network(address(masked(octets, prefix)), prefix);
    }

    /** Whether the address lies in the network. An IPv6 zone is not looked at. */
    public boolean contains(InetAddress candidate) {
        byte[] octets = plain(candidate.getAddress());
        byte[] first = address.getAddress();
        return octets.length == first.length && Arrays.equals(masked(octets, prefix), first);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }

    private static byte[] literal(String address, String text) {
        boolean zone = address.indexOf('%') >= 0 || address.indexOf('[') >= 0;
        byte[] octets = zone || LEADING_ZERO.matcher(address).find() && address.indexOf(':') < 0
                ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (octets == null) {
            throw new IllegalArgumentException("\"" + text + "\" is not a network; one looks like 192.0.2.0/24 or"
                    + " 2001:db8::/32");
        }
        return octets;
    }

    private static int number(String digits, String text) {
        if (!digits.matches("0|[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("\"" + text + "\": the prefix after / is a number");
        }
        return Integer.parseInt(digits);
    }

    private static byte[] masked(byte[] octets, int prefix) {
        byte[] masked = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            int bits = Math.max(0, Math.min(8, prefix - i * 8));
            masked[i] = (byte) (octets[i] & 0xff << 8 - bits);
        }
        return masked;
    }

    private static byte[] plain(byte[] octets) {
        return isMapped(octets) ? Arrays.copyOfRange(octets, 12, 16) : octets;
    }

    private static boolean isMapped(byte[] octets) {
        if (octets.length != 16 || octets[10] != -1 || octets[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (octets[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress address(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets", e);
        }
    }
}
