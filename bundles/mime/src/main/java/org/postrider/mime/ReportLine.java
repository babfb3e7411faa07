package org.postrider.mime;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates, and text from elsewhere, made fit for one line of a report. */
final class ReportLine {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final int MAX = 800; // with the field name below RFC 5322 2.1.1's 998

    private ReportLine() {}

    /** A date-time of RFC 5322 3.3. */
    static String date(Instant when) {
        return DATE.format(when);
    }

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
