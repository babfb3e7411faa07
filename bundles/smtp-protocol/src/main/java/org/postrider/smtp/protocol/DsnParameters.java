package org.postrider.smtp.protocol;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The parameters of RFC 3461, read strictly: what is taken here goes to the spool, to reports and to other servers, and
 * no octet that it stands for, xtext undone, can end a line there.
 */
final class DsnParameters {

    /** Octets that the parameters of MAIL add to its line: RET=HDRS and ENVID, each with a space. */
    static final int MAIL_OCTETS = 9 + 107;
    /** Octets that the parameters of RCPT add to its line: NOTIFY and ORCPT, each with a space. */
    static final int RCPT_OCTETS = 36 + 507;

    private static final int MAX_ENVID = 100; // RFC 3461 4.4
    private static final int MAX_ORCPT = 500; // RFC 3461 4.2
    private static final int MAX_TYPE = 40;
    private static final Set<String> WHEN = Set.of("SUCCESS", "FAILURE", "DELAY");

    private static final Set<Integer> INVISIBLE = Set.of((int) Character.CONTROL, (int) Character.FORMAT,
            (int) Character.LINE_SEPARATOR, (int) Character.PARAGRAPH_SEPARATOR, (int) Character.SPACE_SEPARATOR,
            (int) Character.SURROGATE, (int) Character.UNASSIGNED, (int) Character.PRIVATE_USE);

    private DsnParameters() {}

    /** RFC 3461 4.3. */
    static boolean isRet(String value) {
        return value.equalsIgnoreCase("FULL") || value.equalsIgnoreCase("HDRS");
    }

    /** RFC 3461 4.4. */
    static boolean isEnvid(String value) {
        return value.length() <= MAX_ENVID && isXtext(value);
    }

    /** RFC 3461 4.1: NEVER, or some of the others, each once. */
    static boolean isNotify(String value) {
        if (value.equalsIgnoreCase("NEVER")) {
            return true;
        }
        Set<String> seen = new HashSet<>();
        for (String word : value.toUpperCase(Locale.ROOT).split(",", -1)) {
            if (!WHEN.contains(word) || !seen.add(word)) {
                return false;
            }
        }
        return true;
    }

    /**
     * RFC 3461 4.2: a type of address, and the address in xtext.
     *
     * @param utf8 whether an address of the type {@code utf-8} may be written as it is (RFC 6533 3)
     */
    static boolean isOrcpt(String value, boolean utf8) {
        int semicolon = value.indexOf(';');
        if (semicolon < 1 || semicolon > MAX_TYPE || value.length() > MAX_ORCPT) {
            return false;
        }
        String type = value.substring(0, semicolon);
        String address = value.substring(semicolon + 1);
        return isType(type) && (isXtext(address) || utf8 && type.equalsIgnoreCase("utf-8") && isText(address));
    }

    private static boolean isType(String text) {
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                || c == '-');
    }

    /** RFC 3461 4: printable ASCII; + and two upper case digits stand for an octet, which is to be printable too. */
    private static boolean isXtext(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '=') {
                return false;
            }
            if (c == '+') {
                int octet = i + 2 < text.length() ? 16 * digit(text.charAt(i + 1)) + digit(text.charAt(i + 2)) : -1;
                if (octet < ' ' || octet > '~') {
                    return false;
                }
                i += 2;
            }
        }
        return !text.isEmpty();
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1000;
    }

    private static boolean isText(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(c -> c > ' ' && c != '=' && c != '+'
                && !INVISIBLE.contains(Character.getType(c)));
    }
}
