package org.postrider.mime;

/** Text from elsewhere, made fit for one line of a report. */
final class ReportLine {

    private static final int MAX = 800; // with the field name below RFC 5322 2.1.1's 998

    private ReportLine() {}

    /** One line without control characters, cut where it is too long. */
    static String printable(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(MAX)
                .map(c -> Character.isISOControl(c) || isFormat(c) ? ' ' : c)
                .forEach(out::appendCodePoint);
        return out.toString().strip();
    }

    private static boolean isFormat(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /** The same in ASCII, with a question mark for each character that is not. */
    static String ascii(String text) {
        StringBuilder out = new StringBuilder();
        printable(text).codePoints().map(c -> c < 0x7f ? c : '?').forEach(out::appendCodePoint);
        return out.toString();
    }
}
