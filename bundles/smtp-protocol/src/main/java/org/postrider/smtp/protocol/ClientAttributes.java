package org.postrider.smtp.protocol;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a client says of another, for which it stands in (XCLIENT) or from which it passes mail on (XFORWARD).
 *
 * @param values what was said, each of its attribute's form and printable; empty for what is unavailable
 */
public record ClientAttributes(Map<ClientAttribute, String> values) {

    /** Nothing was said. */
    public static final ClientAttributes NONE = new ClientAttributes(Map.of());

    private static final Set<String> UNAVAILABLE = Set.of("[UNAVAILABLE]", "[TEMPUNAVAIL]");
    private static final Pattern XTEXT = Pattern.compile("(?:[!-*,-<>-~]|\\+[2-7][0-9A-F])+"); // RFC 3461 4, printable

    private static final Pattern ENCODED = Pattern.compile("\\+(..)");

    public ClientAttributes {
        Map<ClientAttribute, String> copy = new EnumMap<>(ClientAttribute.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    static ClientAttributes parse(String argument, Set<ClientAttribute> allowed) throws SyntaxFault {
        Map<ClientAttribute, String> values = new EnumMap<>(ClientAttribute.class);
        for (String word : argument.split(" ", -1)) {
            int equals = word.indexOf('=');
            ClientAttribute attribute = attribute(word.substring(0, Math.max(0, equals)), allowed);
            String value = value(word.substring(equals + 1));
            if (!value.isEmpty() && !attribute.accepts(value, allowed) || values.put(attribute, value) != null) {
                throw fault(attribute + " has a bad value, or two");
            }
        }
        return new ClientAttributes(values);
    }

    private static ClientAttribute attribute(String name, Set<ClientAttribute> allowed) throws SyntaxFault {
        String upper = name.toUpperCase(Locale.ROOT);
        return allowed.stream().filter(attribute -> attribute.name().equals(upper)).findFirst()
                .orElseThrow(() -> fault("Allowed is " + ClientAttribute.names(allowed)));
    }

    private static String value(String encoded) throws SyntaxFault {
        if (UNAVAILABLE.contains(encoded.toUpperCase(Locale.ROOT))) {
            return "";
        }
        if (!XTEXT.matcher(encoded).matches()) { // whatever could end a line or begin another word
            throw fault("A value is printable and encoded as xtext");
        }
        return ENCODED.matcher(encoded).replaceAll(hex -> Matcher.quoteReplacement(
                new String(new byte[] {(byte) Integer.parseInt(hex.group(1), 16)}, StandardCharsets.US_ASCII)));
    }

    private static SyntaxFault fault(String text) {
        return new SyntaxFault(501, "5.5.4", text);
    }

    /** These, and what was said before and is not said anew. */
    public ClientAttributes after(ClientAttributes before) {
        Map<ClientAttribute, String> all = new EnumMap<>(ClientAttribute.class);
        all.putAll(before.values);
        all.putAll(values);
        return new ClientAttributes(all);
    }

    /** Whether there is a word about this, be it that it is unavailable. */
    public boolean tells(ClientAttribute attribute) {
        return values.containsKey(attribute);
    }

    /** The value, if it was said and is available. */
    public Optional<String> text(ClientAttribute attribute) {
        return Optional.ofNullable(values.get(attribute)).filter(value -> !value.isEmpty());
    }

    /** The value of {@link ClientAttribute#ADDR} or {@link ClientAttribute#DESTADDR}. */
    public Optional<InetAddress> address(ClientAttribute attribute) {
        return text(attribute).map(ClientAttribute::address);
    }

    /** On one line, printable, for logs and traces. */
    @Override
    public String toString() {
        return values.entrySet().stream().map(said -> said.getKey() + "="
                + (said.getValue().isEmpty() ? "[UNAVAILABLE]" : said.getValue())).collect(Collectors.joining(" "));
    }
}
