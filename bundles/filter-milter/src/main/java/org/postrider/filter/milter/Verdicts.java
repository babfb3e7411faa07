package org.postrider.filter.milter;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.Verdict;
import org.postrider.api.smtp.Reply;
import org.postrider.bridge.PeerException;

/** What a milter's answers mean to the platform. */
final class Verdicts {

    private Verdicts() {}

    static Verdict of(MilterReply reply) {
        if (reply instanceof MilterReply.Custom custom) {
            return Verdict.of(action(custom.reply()));
        }
        if (reply instanceof Disposition disposition) {
            return of(disposition);
        }
        throw new PeerException("it answers with a change where none can be");
    }

    private static Verdict of(Disposition disposition) {
        return switch (disposition) {
            // what one milter accepts, the filters behind it may still refuse
            case CONTINUE, ACCEPT, SKIP, PROGRESS -> Verdict.pass();
            case REJECT -> Verdict.reject(550, "5.7.1", "Command rejected");
            case TEMPFAIL -> Verdict.defer(451, "4.7.1", "Service unavailable, try again later");
            case DISCARD -> Verdict.discard();
            case SHUTDOWN -> Verdict.disconnect(421, "4.3.2", "Closing connection");
            case CONNECTION_FAILURE -> Verdict.disconnect(421, "4.4.2", "Connection failed");
        };
    }

    /** RFC 5321 3.8: 421 is followed by the end of the connection. */
    private static Action action(Reply reply) {
        if (reply.code() == 421) {
            return new Action.Disconnect(reply);
        }
        return reply.isPermanent() ? new Action.Reject(reply) : new Action.Defer(reply);
    }
}
