package org.postrider.smtp.protocol.client;

/**
 * How much of a reply is read.
 *
 * @param line octets in a line, without its end; RFC 5321 4.5.3.1.5 has 512, and servers are known to exceed it
 * @param lines lines in a reply
 * @param total octets in a reply
 */
public record ReplyLimits(int line, int lines, int total) {

    /** 2,048 octets in a line, 100 lines, 64 KB. */
    public static final ReplyLimits USUAL = new ReplyLimits(2_048, 100, 65_536);

    public ReplyLimits {
        if (line < 3 || lines < 1 || total < line) {
            throw new IllegalArgumentException("a reply has room for at least one line of three digits");
        }
    }
}
