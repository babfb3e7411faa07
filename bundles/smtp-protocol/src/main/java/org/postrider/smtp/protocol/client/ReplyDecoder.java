package org.postrider.smtp.protocol.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;

/**
 * Reads replies, RFC 5321 4.2. Control characters are replaced and lines are cut at 400 characters, so that a reply is
 * safe to log and to report. One decoder per connection, one thread at a time.
 *
 * <p>A line may end in a bare LF: some servers send that, and it can change nothing but what they say of themselves.
 */
public final class ReplyDecoder {

    private static final int MAX_TEXT = 400;
    private static final Pattern LINE = Pattern.compile("([2-5][0-9]{2})(?:([ -])(.*))?", Pattern.DOTALL);
    private static final Pattern ENHANCED = Pattern.compile("([245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?: +|$)");

    private final ReplyLimits limits;
    private final byte[] line;
    private final List<String> lines = new ArrayList<>();
    private int length;
    private int total;
    private String code = "";

    public ReplyDecoder(ReplyLimits limits) {
        this.limits = limits;
        this.line = new byte[limits.line() + 1]; // and a CR
    }

    /**
     * Takes bytes up to the end of the next reply.
     *
     * @return the reply, or empty if more bytes are needed; the buffer is empty then
     * @throws MalformedReplyException if this is no reply; the decoder is not to be used any more
     */
    public Optional<Reply> decode(ByteBuffer in) throws MalformedReplyException {
        while (in.hasRemaining()) {
            byte b = in.get();
            if (++total > limits.total()) {
                throw new MalformedReplyException("a reply has more than " + limits.total() + " octets");
            }
            if (b != '\n') {
                append(b);
            } else if (endOfLine()) {
                return Optional.of(finish());
            }
        }
        return Optional.empty();
    }

    private void append(byte b) throws MalformedReplyException {
        if (length == line.length || length == limits.line() && b != '\r') {
            throw new MalformedReplyException("a line of a reply has more than " + limits.line() + " octets");
        }
        line[length++] = b;
    }

    /** True if the line was the last one of its reply. */
    private boolean endOfLine() throws MalformedReplyException {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        Matcher m = LINE.matcher(new String(line, 0, end, StandardCharsets.UTF_8));
        length = 0;
        if (!m.matches()) {
            throw new MalformedReplyException("a line is no reply");
        }
        if (!lines.isEmpty() && !m.group(1).equals(code)) { // RFC 5321 4.2.1: every line has the same code
            throw new MalformedReplyException("the code of a reply changes from " + code + " to " + m.group(1));
        }
        if (lines.size() == limits.lines()) {
            throw new MalformedReplyException("a reply has more than " + limits.lines() + " lines");
        }
        code = m.group(1);
        lines.add(m.group(3) == null ? "" : m.group(3));
        return !"-".equals(m.group(2));
    }

    private Reply finish() {
        int number = Integer.parseInt(code);
        Optional<EnhancedCode> enhanced = enhanced(lines.get(0), number);
        List<String> texts = lines.stream().map(t -> printable(without(enhanced, t))).toList();
        lines.clear();
        total = 0;
        return new Reply(number, enhanced, texts);
    }

    /** RFC 2034 4: the class of the enhanced code is that of the reply; where it is not, it is mere text. */
    private static Optional<EnhancedCode> enhanced(String text, int number) {
        Matcher m = ENHANCED.matcher(text);
        return m.lookingAt() ? Optional.of(EnhancedCode.parse(m.group(1))).filter(e -> e.type() == number / 100)
                : Optional.empty();
    }

    private static String without(Optional<EnhancedCode> enhanced, String text) {
        Matcher m = ENHANCED.matcher(text);
        return enhanced.isPresent() && m.lookingAt() ? text.substring(m.end()) : text;
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_TEXT));
        text.codePoints().map(c -> isPrintable(c) ? c : c == '\t' ? ' ' : '?').forEach(c -> {
            if (out.length() + Character.charCount(c) <= MAX_TEXT) {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    private static boolean isPrintable(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL:
            case Character.FORMAT:
            case Character.SURROGATE:
            case Character.LINE_SEPARATOR:
            case Character.PARAGRAPH_SEPARATOR:
            case Character.UNASSIGNED:
                return false;
            default:
                return true;
        }
    }
}
