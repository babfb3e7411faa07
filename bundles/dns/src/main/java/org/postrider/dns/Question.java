package org.postrider.dns;

import java.util.Locale;
import java.util.Optional;
import org.postrider.api.message.Domain;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What is asked.
 *
 * @param name absolute, in lower case
 * @param type number of the record type
 */
record Question(Name name, int type) {

    /** @return the question, or empty if no name in the DNS can be written so */
    static Optional<Question> of(String name, int type) {
        try {
            boolean plain = name.chars().allMatch(c -> c < 0x80); // be it no domain, as _dmarc.example.org is none
            String ascii = plain ? name.toLowerCase(Locale.ROOT) : new Domain(name).name();
            return isPlain(ascii)
                    ? Optional.of(new Question(Name.fromString(ascii, Name.root), type)) : Optional.empty();
        } catch (IllegalArgumentException | TextParseException e) {
            return Optional.empty(); // RFC 1035 2.3.4: labels of 63, names of 255 octets
        }
    }

    /** No escapes, no white space, no control characters: what master files give a meaning to. */
    private static boolean isPlain(String name) {
        return !name.isEmpty() && !name.startsWith(".")
                && name.chars().allMatch(c -> c > ' ' && c < 0x7f && "\\\"();@$".indexOf(c) < 0);
    }

    @Override
    public String toString() {
        return name + " " + Type.string(type);
    }
}
