package org.postrider.api.message;

/** The textual form of an IPv6 address, RFC 4291 2.2, without zone. */
final class Ipv6Syntax {

    private static final int GROUPS = 8;

    private Ipv6Syntax() {}

    static boolean matches(String text) {
        if (text.length() > 45) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        if (text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        int head = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        String rest = text.substring(gap + 2);
        int tail = rest.isEmpty() ? 0 : groups(rest, true);
        return head >= 0 && tail >= 0 && head + tail < GROUPS;
    }

    /** How many 16-bit groups the text holds, or -1 if it is malformed. A trailing IPv4 address counts as two. */
    private static int groups(String text, boolean ipv4Allowed) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].matches("[0-9A-Fa-f]{1,4}")) {
                count++;
            } else if (ipv4Allowed && i == parts.length - 1 && isIpv4(parts[i])) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            if (!octet.matches("[0-9]{1,3}") || Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return true;
    }
}
