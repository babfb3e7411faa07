package org.postrider.api.message;

import java.util.Locale;
import java.util.Objects;

/**
 * A mail domain or an address literal, in its canonical form: lower case, letters outside ASCII as A-labels, no trailing dot.
 *
 * <p>Two domains are equal when mail for them goes to the same place. Labels have 1 to 63 characters, the name at most
 * 255. {@code bücher.example} is read too (RFC 6531 3.3), and is the same as {@code xn--bcher-kva.example}: UTS 46,
 * non-transitional.
 *
 * @param name the canonical name, e.g. {@code example.org}, or a literal such as {@code [192.0.2.1]} or
 *     {@code [IPv6:2001:db8::1]}
 */
public record Domain(String name) {

    /** @throws IllegalArgumentException if the name is not a domain or an address literal; the message says why */
    public Domain {
        Objects.requireNonNull(name, "name");
        name = name.startsWith("[") ? DomainSyntax.literal(name) : DomainSyntax.name(canonical(name));
    }

    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Idna.isPlain(lower) ? lower : Idna.toAscii(name);
    }

    /** Whether this is an address literal (RFC 5321 4.1.3) and not a name. */
    public boolean isLiteral() {
        return name.startsWith("[");
    }

    /** Whether this is the other name, or one below it; a literal is below nothing. */
    public boolean isWithin(Domain other) {
        return equals(other) || !isLiteral() && name.endsWith("." + other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
