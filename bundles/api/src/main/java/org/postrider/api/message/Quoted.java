package org.postrider.api.message;

/** Shows a character from a peer in an error message without letting it act there. */
final class Quoted {

    private Quoted() {}

    static String character(char c) {
        return c > 0x20 && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
    }
}
