package org.postrider.api.message;

import java.text.Normalizer;

/**
 * Names of domains in any script, as A-labels: UTS 46, non-transitional, with its checks of joiners, directions and hyphens
 * (RFC 5890 to 5893). Characters are those that the Unicode of this Java knows; newer ones are refused and never taken for
 * others.
 */
final class Idna {

    private static final String ACE = "xn--"; // RFC 5890 2.3.2.5

    private Idna() {}

    /** Whether the name, in lower case, says what it means. */
    static boolean isPlain(String name) {
        return isAscii(name) && !name.contains(ACE);
    }

    /** @throws IllegalArgumentException if a label is no U-label and no A-label; the message says why */
    static String toAscii(String name) {
        String[] labels = mapped(name).split("\\.", -1);
        boolean bidi = false;
        for (int i = 0; i < labels.length; i++) {
            labels[i] = unicode(labels[i]);
            bidi |= Directions.isRightToLeft(labels[i]);
        }
        for (int i = 0; i < labels.length; i++) {
            if (bidi && !Directions.isAllowed(labels[i])) {
                throw new IllegalArgumentException("a label of a domain mixes directions of writing"); // RFC 5893 2
            }
            labels[i] = isAscii(labels[i]) ? labels[i] : ACE + Punycode.encode(labels[i]);
        }
        return String.join(".", labels);
    }

    private static String mapped(String name) {
        StringBuilder out = new StringBuilder(name.length());
        name.codePoints().forEach(c -> out.append(CaseFolding.map(c)));
        return Normalizer.normalize(out, Normalizer.Form.NFC);
    }

    /** The U-label; a label that is in ASCII as it is. */
    private static String unicode(String label) {
        String text = label;
        if (label.startsWith(ACE)) {
            text = Punycode.decode(label.substring(ACE.length()));
            if (isAscii(text) || !mapped(text).equals(text)) {
                throw new IllegalArgumentException("a label of a domain is no A-label");
            }
        }
        if (!isAscii(text)) {
            check(text);
        }
        return text;
    }

    private static void check(String label) {
        if (label.startsWith("-") || label.endsWith("-") || label.startsWith("--", 2)) {
            throw new IllegalArgumentException("a label of a domain has a hyphen in a wrong place");
        }
        int type = Character.getType(label.codePointAt(0));
        if (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK) {
            throw new IllegalArgumentException("a label of a domain begins with a mark");
        }
        if (!Joiners.areInPlace(label)) {
            throw new IllegalArgumentException("a label of a domain has a joiner that joins nothing");
        }
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
