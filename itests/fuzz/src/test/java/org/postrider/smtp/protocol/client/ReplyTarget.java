package org.postrider.smtp.protocol.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postrider.api.smtp.Reply;
import org.postrider.fuzz.Input;
import org.postrider.fuzz.Promise;
import org.postrider.smtp.protocol.ReplyEncoder;

/** Replies of other servers. */
public final class ReplyTarget {

    private static final ReplyLimits LIMITS = new ReplyLimits(600, 8, 2_000);

    private ReplyTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Input input = new Input(bytes);
        int where = input.choose(2_048);
        byte[] sent = input.rest();
        List<String> whole = replies(List.of(ByteBuffer.wrap(sent)));
        Promise.that(whole.equals(replies(Input.split(sent, Math.min(where, sent.length)))), "cuts change nothing", whole);
        Promise.that(whole.equals(replies(Input.octets(sent))), "cuts change nothing", whole);
    }

    private static List<String> replies(List<ByteBuffer> pieces) {
        ReplyDecoder decoder = new ReplyDecoder(LIMITS);
        List<String> replies = new ArrayList<>();
        try {
            for (ByteBuffer piece : pieces) {
                for (Optional<Reply> reply = decoder.decode(piece); reply.isPresent(); reply = decoder.decode(piece)) {
                    check(reply.get());
                    replies.add(reply.get().toString());
                }
                Promise.that(!piece.hasRemaining(), "all is taken", piece);
            }
        } catch (MalformedReplyException e) {
            Promise.oneLine(e.getMessage());
            replies.add(e.getMessage());
        }
        return replies;
    }

    private static void check(Reply reply) {
        Promise.that(reply.lines().size() <= LIMITS.lines(), "lines are bounded", reply.lines().size());
        reply.lines().forEach(Promise::oneLine);
        if (reply.code() == 250) {
            Capabilities offered = Capabilities.of(reply);
            Promise.that(offered.maxSize().orElse(1) > 0, "a size is a size", offered);
        }
        boolean ascii = reply.toString().chars().allMatch(c -> c < 0x80);
        boolean plain = reply.lines().stream().noneMatch(line -> line.startsWith(" ") || looksEnhanced(line));
        if (ascii && plain) {
            Promise.that(again(reply).equals(reply), "written and read it is the same", reply);
        }
    }

    /** What is mere text in one reply is a code in another. */
    private static boolean looksEnhanced(String line) {
        return line.matches("[245]\\.[0-9]{1,3}\\.[0-9]{1,3}(?s: .*|$)");
    }

    private static Reply again(Reply reply) {
        try {
            return new ReplyDecoder(ReplyLimits.USUAL).decode(ByteBuffer.wrap(ReplyEncoder.encode(reply))).orElseThrow();
        } catch (MalformedReplyException e) {
            throw new AssertionError(new String(ReplyEncoder.encode(reply), StandardCharsets.US_ASCII), e);
        }
    }
}
