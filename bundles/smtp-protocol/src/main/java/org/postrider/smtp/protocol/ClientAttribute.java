package org.postrider.smtp.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/** What XCLIENT and XFORWARD say of a client, as {@code XCLIENT_README} and {@code XFORWARD_README} of Postfix define it. */
public enum ClientAttribute {
    /** Its host name. */
    NAME,
    /** Its address, that of IPv6 after {@code IPV6:}. */
    ADDR,
    PORT,
    /** {@code SMTP} or {@code ESMTP}; of XFORWARD any protocol. */
    PROTO,
    /** What it called itself in EHLO or HELO. */
    HELO,
    /** As whom it has logged in, as an address. */
    LOGIN,
    /** The address that it connected to. */
    DESTADDR,
    DESTPORT,
    /** What the sender of XFORWARD calls the message. */
    IDENT,
    /** {@code LOCAL} or {@code REMOTE}. */
    SOURCE;

    static final Set<ClientAttribute> XCLIENT = EnumSet.of(NAME, ADDR, PORT, PROTO, HELO, LOGIN, DESTADDR, DESTPORT);
    static final Set<ClientAttribute> XFORWARD = EnumSet.of(NAME, ADDR, PORT, PROTO, HELO, IDENT, SOURCE);

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]{1,255}");
    private static final Pattern WORD = Pattern.compile("[!-~]{1,255}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,4}");
    private static final int MAX_PORT = 65_535;
    private static final String IPV6 = "IPV6:";

    /** As they are announced after EHLO. */
    static String names(Set<ClientAttribute> attributes) {
        return attributes.stream().map(ClientAttribute::name).collect(Collectors.joining(" "));
    }

    /** Whether it can have this value. */
    boolean accepts(String value, Set<ClientAttribute> command) {
        return switch (this) {
            case NAME -> HOST.matcher(value).matches();
            case ADDR, DESTADDR -> isAddress(value);
            case PORT, DESTPORT -> NUMBER.matcher(value).matches() && Integer.parseInt(value) <= MAX_PORT;
            case PROTO -> command == XFORWARD ? WORD.matcher(value).matches() && value.length() <= 64
                    : value.equalsIgnoreCase("SMTP") || value.equalsIgnoreCase("ESMTP");
            case HELO, IDENT -> WORD.matcher(value).matches();
            case LOGIN -> isLogin(value);
            case SOURCE -> value.equalsIgnoreCase("LOCAL") || value.equalsIgnoreCase("REMOTE");
        };
    }

    private static boolean isLogin(String value) {
        try {
            Address.parse(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isAddress(String value) {
        try {
            address(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Never looks a name up: what is not an address is refused before. */
    static InetAddress address(String value) {
        boolean six = value.regionMatches(true, 0, IPV6, 0, IPV6.length());
        String literal = six ? value.substring(IPV6.length()) : value;
        new Domain(six ? "[IPv6:" + literal + "]" : "[" + literal + "]"); // RFC 5321 4.1.3
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }
}
