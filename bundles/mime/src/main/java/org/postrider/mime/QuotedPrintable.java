package org.postrider.mime;

/** Encodes text as quoted-printable, RFC 2045 6.7. */
final class QuotedPrintable {

    private static final int MAX_LINE = 75; // and the = of a soft line break

    private QuotedPrintable() {}

    /** Lines end in CRLF; a last line without one gets it. */
    static String encode(byte[] text) {
        StringBuilder out = new StringBuilder(text.length + text.length / 8);
        int column = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                column = lineBreak(out, "\r\n");
                continue;
            }
            boolean last = breaksAt(text, i + 1);
            if (text[i] == '\r' && last) {
                continue;
            }
            String piece = encode(text[i], last);
            if (column + piece.length() > MAX_LINE) {
                column = lineBreak(out, "=\r\n");
            }
            out.append(piece);
            column += piece.length();
        }
        return column == 0 ? out.toString() : out.append("\r\n").toString();
    }

    private static int lineBreak(StringBuilder out, String written) {
        out.append(written);
        return 0;
    }

    private static boolean breaksAt(byte[] text, int i) {
        return i >= text.length || text[i] == '\n' || text[i] == '\r';
    }

    private static boolean isPlain(byte octet, boolean last) {
        return octet > ' ' && octet < 0x7f && octet != '=' || (octet == ' ' || octet == '\t') && !last;
    }

    private static String encode(byte octet, boolean last) {
        return isPlain(octet, last) ? String.valueOf((char) octet) : String.format("=%02X", octet & 0xff);
    }
}
