package org.postrider.smtp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.postrider.api.smtp.Reply;

/** Writes a reply as it stands on the wire, RFC 5321 4.2.1 and RFC 2034 4: each line has the codes and ends in CRLF. */
public final class ReplyEncoder {

    private ReplyEncoder() {}

    /** In ASCII; other characters become question marks. */
    public static byte[] encode(Reply reply) {
        StringBuilder out = new StringBuilder(64);
        List<String> lines = reply.lines();
        for (int i = 0; i < lines.size(); i++) {
            out.append(reply.code()).append(i < lines.size() - 1 ? '-' : ' ');
            if (reply.enhanced().isPresent()) {
                out.append(reply.enhanced().get()).append(' ');
            }
            out.append(lines.get(i)).append("\r\n");
        }
        return out.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
