package org.postrider.api.smtp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An SMTP reply, RFC 5321 4.2.
 *
 * @param code 200 to 599
 * @param enhanced the enhanced status code that precedes the text of each line (RFC 2034); its type equals the first
 *     digit of the code
 * @param lines at least one line of text, each at most 400 characters, printable, without line breaks
 */
public record Reply(int code, Optional<EnhancedCode> enhanced, List<String> lines) {

    private static final int MAX_LINE = 400; // leaves room for code and enhanced code in RFC 5321 4.5.3.1.5's 512

    /** @throws IllegalArgumentException if a part is out of range; the message says which */
    public Reply {
        Objects.requireNonNull(enhanced, "enhanced");
        lines = List.copyOf(lines);
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("a reply code is 200 to 599, not " + code);
        }
        if (enhanced.isPresent() && enhanced.get().type() != code / 100) {
            throw new IllegalArgumentException("the enhanced code " + enhanced.get() + " does not fit " + code);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one line");
        }
        lines.forEach(Reply::checkLine);
    }

    private static void checkLine(String line) {
        if (line.length() > MAX_LINE) {
            throw new IllegalArgumentException("a line of a reply has at most " + MAX_LINE + " characters");
        }
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < 0x20 && line.charAt(i) != '\t' || line.charAt(i) == 0x7f) {
                throw new IllegalArgumentException("a line of a reply has no control characters");
            }
        }
    }

    /** A reply of one line with an enhanced code. */
    public static Reply of(int code, String enhanced, String text) {
        return new Reply(code, Optional.of(EnhancedCode.parse(enhanced)), List.of(text));
    }

    /** A reply without an enhanced code, as the greeting, EHLO, HELO and 354 have none (RFC 2034 4). */
    public static Reply plain(int code, String... lines) {
        return new Reply(code, Optional.empty(), List.of(lines));
    }

    /** 2yz and 3yz. */
    public boolean isPositive() {
        return code < 400;
    }

    /** 4yz. */
    public boolean isTransient() {
        return code / 100 == 4;
    }

    /** 5yz. */
    public boolean isPermanent() {
        return code / 100 == 5;
    }

    /** The same reply with this at the end of its last line, e.g. an id; shortened before it where needed. */
    public Reply withSuffix(String suffix) {
        List<String> changed = new java.util.ArrayList<>(lines);
        String last = changed.remove(changed.size() - 1);
        int room = MAX_LINE - suffix.length();
        changed.add((last.length() > room ? last.substring(0, room) : last) + suffix);
        return new Reply(code, enhanced, changed);
    }

    /** All on one line, as it is logged: {@code 550 5.7.1 text}. */
    @Override
    public String toString() {
        return code + enhanced.map(e -> " " + e).orElse("") + " " + String.join(" ", lines);
    }
}
