package org.postrider.api.message;

import java.text.Normalizer;
import java.util.Objects;

/**
 * A mailbox: local part and domain. This is the one address parser of the system.
 *
 * <p>The local part is kept without quotes: {@code "a b"@example.org} has the local part {@code a b}, and
 * {@code "joe"@example.org} equals {@code joe@example.org}. Its case is kept and counts (RFC 5321 2.4); a directory may
 * decide otherwise for its own domains.
 *
 * @param localPart 1 to 64 octets, unquoted, in NFC
 * @param domain where the mailbox lives
 */
public record Address(String localPart, Domain domain) {

    /** @throws IllegalArgumentException if the local part cannot be written in an envelope */
    public Address {
        Objects.requireNonNull(domain, "domain");
        localPart = Normalizer.normalize(localPart, Normalizer.Form.NFC); // RFC 6532 3.1
        LocalPartSyntax.check(localPart);
    }

    /**
     * Reads a mailbox as RFC 5321 4.1.2 writes it, without angle brackets and without a source route.
     *
     * @throws IllegalArgumentException if the text is not exactly one mailbox; the message says what was found
     */
    public static Address parse(String text) {
        int at = LocalPartSyntax.end(text);
        if (at >= text.length() || text.charAt(at) != '@') {
            throw new IllegalArgumentException("an address is local-part@domain; the @ is missing");
        }
        return new Address(LocalPartSyntax.read(text.substring(0, at)), new Domain(text.substring(at + 1)));
    }

    /** The form that an envelope carries; the local part is quoted where RFC 5321 needs it. */
    @Override
    public String toString() {
        return LocalPartSyntax.write(localPart) + "@" + domain;
    }
}
