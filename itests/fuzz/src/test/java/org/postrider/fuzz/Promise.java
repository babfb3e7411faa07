package org.postrider.fuzz;

/** What a target holds to be true of its parser; a promise that is broken is a finding. */
public final class Promise {

    private Promise() {}

    public static void that(boolean kept, String promise, Object shown) {
        if (!kept) {
            throw new AssertionError(promise + ": " + shown);
        }
    }

    /** No control character, and so no end of a line and no NUL, as a peer could have put there. */
    public static void oneLine(String text) {
        that(text.chars().noneMatch(c -> c < 0x20 || c == 0x7f), "an accepted value is one line", quoted(text));
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c < 0x20 || c > 0x7e ? String.format("\\u%04x", c) : (char) c));
        return out.toString();
    }
}
