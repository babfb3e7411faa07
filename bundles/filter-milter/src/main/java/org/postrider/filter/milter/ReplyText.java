package org.postrider.filter.milter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;
import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;

/** Reads the reply that a milter has for a client: one or more lines as SMTP has them. */
final class ReplyText {

    private static final int MAX_LINES = 32;
    private static final Pattern LINE = Pattern.compile(
            "([45][0-5]\\d)(?:[ -](?:([45]\\.\\d{1,3}\\.\\d{1,3})(?: |$))?([^\\r\\n]*))?");

    private ReplyText() {}

    /** @throws PeerException if it is none, or not 4yz or 5yz */
    static Reply parse(String text) {
        String[] lines = text.split("\\r?\\n", MAX_LINES + 1);
        if (lines.length > MAX_LINES) {
            throw new PeerException("a reply has more than " + MAX_LINES + " lines");
        }
        int code = 0;
        Optional<EnhancedCode> enhanced = Optional.empty();
        List<String> words = new ArrayList<>(lines.length);
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches() || code != 0 && code != Integer.parseInt(matcher.group(1))) {
                throw new PeerException("a line of a reply is " + PeerText.quoted(line));
            }
            code = Integer.parseInt(matcher.group(1));
            if (enhanced.isEmpty() && matcher.group(2) != null) {
                enhanced = Optional.of(EnhancedCode.parse(matcher.group(2)));
            }
            words.add(words(matcher.group(3)));
        }
        return reply(code, enhanced, words);
    }

    private static Reply reply(int code, Optional<EnhancedCode> enhanced, List<String> words) {
        try {
            return new Reply(code, enhanced, words);
        } catch (IllegalArgumentException e) {
            throw new PeerException("a reply is not allowed: " + e.getMessage(), e);
        }
    }

    /** A per cent sign comes doubled, as Sendmail wants it. */
    private static String words(String text) {
        return text == null ? "" : PeerText.line(text.replace("%%", "%"));
    }
}
