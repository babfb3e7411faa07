package org.postrider.smtp.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import org.postrider.api.message.Address;

/**
 * AUTH at MAIL, RFC 4954 5: whom another server says the message is from. Nobody is trusted that far here, so it is read
 * and counts as {@code <>}, which is to say that it is not passed on.
 */
final class AuthParameter {

    /** Octets that it adds to a line. */
    static final int OCTETS = 500;

    private static final Pattern XTEXT = Pattern.compile("(?:[!-~&&[^+=]]|\\+[0-9A-F]{2})+"); // RFC 3461 4

    private AuthParameter() {}

    /** Whether it is as it has to be; where nobody can log in it is not known. */
    static boolean check(Dialogue dialogue, String value) throws SyntaxFault {
        if (dialogue.login().mechanisms().isEmpty()) {
            throw new SyntaxFault(555, "5.5.4", "Parameter not recognized");
        }
        return isValid(value);
    }

    static Map<String, String> without(Map<String, String> parameters) {
        Map<String, String> others = new HashMap<>(parameters);
        others.remove("AUTH");
        return others;
    }

    static boolean isValid(String value) {
        if (value.length() > OCTETS || !XTEXT.matcher(value).matches()) {
            return false;
        }
        String text = decoded(value);
        try {
            return text.equals("<>") || Address.parse(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String decoded(String xtext) {
        StringBuilder text = new StringBuilder(xtext.length());
        for (int i = 0; i < xtext.length(); i++) {
            if (xtext.charAt(i) == '+') {
                text.append((char) Integer.parseInt(xtext, i + 1, i + 3, 16));
                i += 2;
            } else {
                text.append(xtext.charAt(i));
            }
        }
        return text.toString();
    }
}
