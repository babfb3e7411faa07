package org.postrider.shell;

/** Text from others as it may be printed: what could act on a terminal is shown as its code, e.g. {@code \x1b}. */
final class Printable {

    private Printable() {}

    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(out, c, false));
        return out.toString();
    }

    /** The same, but line breaks stay, for our own text of several lines. */
    static String lines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(out, c, true));
        return out.toString();
    }

    /** The beginning of a long text, for a column; the whole of it is elsewhere. */
    static String brief(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    private static void append(StringBuilder out, int c, boolean keepBreaks) {
        if (c == '\n' && keepBreaks || !acts(c)) {
            out.appendCodePoint(c);
        } else {
            out.append(c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u{%x}", c));
        }
    }

    private static boolean acts(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
