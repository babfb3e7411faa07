package org.postrider.smtp.protocol;

import java.util.Map;
import java.util.stream.Collectors;

import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;

/** Parameters of MAIL and RCPT, those of DSN and their xtext, and the attributes of XCLIENT. */
public final class ParametersTarget {

    private ParametersTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new Input(bytes).text();
        if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
            return; // CommandLine has refused it
        }
        parameters(" " + text);
        attributes(text);
        reports(text);
    }

    private static void parameters(String rest) {
        try {
            Map<String, String> found = Parameters.parse(rest);
            found.forEach((keyword, value) -> Promise.that(keyword.matches("[A-Z0-9][A-Z0-9-]*")
                    && value.chars().noneMatch(c -> c <= ' ' || c == '='), "each is a word", found));
            String written = found.entrySet().stream().map(one -> " " + one.getKey()
                    + (one.getValue().isEmpty() ? "" : "=" + one.getValue())).collect(Collectors.joining());
            Promise.that(Parameters.parse(written).equals(found), "written and read they are the same", written);
            found.values().forEach(ParametersTarget::reports);
        } catch (SyntaxFault e) {
            Promise.that(e.reply().code() == 501, "a bad parameter is 501", e.reply());
        }
    }

    private static void reports(String value) {
        if (DsnParameters.isEnvid(value)) {
            Promise.oneLine(undone(value));
        }
        if (DsnParameters.isOrcpt(value, false)) {
            Promise.that(value.chars().allMatch(c -> c > ' ' && c < 0x7f), "without SMTPUTF8 it is ASCII", value);
            Promise.oneLine(undone(value.substring(value.indexOf(';') + 1)));
        }
        if (DsnParameters.isOrcpt(value, true)) {
            Promise.oneLine(value);
        }
        Promise.that(!DsnParameters.isNotify(value) || value.matches("[A-Za-z,]{5,21}"), "NOTIFY is words", value);
    }

    /** RFC 3461 4. */
    private static String undone(String xtext) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < xtext.length(); i++) {
            boolean encoded = xtext.charAt(i) == '+';
            out.append(encoded ? (char) Integer.parseInt(xtext.substring(i + 1, i + 3), 16) : xtext.charAt(i));
            i += encoded ? 2 : 0;
        }
        return out.toString();
    }

    private static void attributes(String text) {
        try {
            ClientAttributes found = ClientAttributes.parse(text, ClientAttribute.XCLIENT);
            Promise.oneLine(found.toString());
            found.address(ClientAttribute.ADDR);
            found.address(ClientAttribute.DESTADDR);
        } catch (SyntaxFault e) {
            Promise.that(e.reply().code() == 501, "a bad attribute is 501", e.reply());
        }
    }
}
