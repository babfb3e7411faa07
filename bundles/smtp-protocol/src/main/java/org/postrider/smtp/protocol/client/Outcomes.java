package org.postrider.smtp.protocol.client;

import java.util.List;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.smtp.Reply;

/** From replies to outcomes. */
public final class Outcomes {
    private static final int MAX_LINES = 5;

    private Outcomes() {}

    public static Outcome of(Reply reply) {
        Reply brief = brief(reply);
        if (reply.code() / 100 == 2) {
            return new Outcome.Delivered(brief);
        }
        if (reply.isPermanent()) {
            return new Outcome.Failed(brief);
        }
        return reply.isTransient() ? new Outcome.Deferred(brief) : unexpected(reply);
    }

    /** The last reply to a message: from then on its server has it. */
    public static Outcome ofMessage(Reply reply, Outcome.Holder holder) {
        Outcome outcome = of(reply);
        return outcome instanceof Outcome.Delivered delivered ? new Outcome.Delivered(delivered.reply(), holder) : outcome;
    }

    /** The reply makes no sense where it came. */
    public static Outcome unexpected(Reply reply) {
        return deferred(451, "4.5.0", "Unexpected reply " + reply.code());
    }

    public static Outcome failed(int code, String enhanced, String text) {
        return new Outcome.Failed(Reply.of(code, enhanced, text));
    }

    public static Outcome deferred(int code, String enhanced, String text) {
        return new Outcome.Deferred(Reply.of(code, enhanced, text));
    }

    /** The first lines of a reply; a sender of a hundred says no more with them. */
    private static Reply brief(Reply reply) {
        List<String> lines = reply.lines();
        return lines.size() <= MAX_LINES ? reply
                : new Reply(reply.code(), reply.enhanced(), lines.subList(0, MAX_LINES));
    }
}
