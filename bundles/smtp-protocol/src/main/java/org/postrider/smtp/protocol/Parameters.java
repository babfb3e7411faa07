package org.postrider.smtp.protocol;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The parameters of MAIL and RCPT: {@code esmtp-param} of RFC 5321 4.1.2, with UTF-8 values (RFC 6531 3.3). */
final class Parameters {

    private Parameters() {}

    /**
     * @param rest each parameter with one space before it
     * @return keyword in upper case to value, empty where none was given
     */
    static Map<String, String> parse(String rest) throws SyntaxFault {
        if (rest.isEmpty()) {
            return Map.of();
        }
        Map<String, String> found = new HashMap<>();
        for (String parameter : rest.substring(1).split(" ", -1)) {
            int equals = parameter.indexOf('=');
            String keyword = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            boolean valid = isKeyword(keyword) && (equals < 0 || isValue(value));
            if (!valid || found.put(keyword.toUpperCase(Locale.ROOT), value) != null) {
                throw new SyntaxFault(501, "5.5.4", "A parameter is keyword or keyword=value, each once");
            }
        }
        return found;
    }

    private static boolean isKeyword(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && (c != '-' || i == 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '=' || c == 0x7f) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
