package org.postrider.filter.milter;

/** What a milter sent, as it can be shown in a log. */
final class Printable {

    private static final int MAX = 80;

    private Printable() {}

    static String of(String text) {
        String shown = text.length() > MAX ? text.substring(0, MAX) + "..." : text;
        return "\"" + shown.replaceAll("[^ -~]", "?") + "\"";
    }
}
