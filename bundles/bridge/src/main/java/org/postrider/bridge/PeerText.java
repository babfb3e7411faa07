package org.postrider.bridge;

/** What a program sent, as it can be shown to others. */
public final class PeerText {

    private static final int MAX_QUOTED = 80;
    private static final int MAX_LINE = 400;

    private PeerText() {}

    /** In quotes, for a log: what is no printable ASCII is a question mark, and what is long is cut. */
    public static String quoted(String text) {
        String shown = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "..." : text;
        return "\"" + shown.replaceAll("[^ -~]", "?") + "\"";
    }

    /** For a line of a reply. What is no ASCII is nothing that every client takes. */
    public static String line(String text) {
        String words = text.replaceAll("[^\\t -~]", "?");
        return words.length() > MAX_LINE ? words.substring(0, MAX_LINE) : words;
    }
}
