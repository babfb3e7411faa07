package org.postrider.api.filter;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;

/**
 * A filter of incoming mail. Implement the stages that {@link Filter#stages()} names; the others are never called.
 *
 * <p>One instance serves all sessions, from many threads at once. A method may block until its deadline, after which
 * its thread is interrupted and its verdict ignored. Throwing is for what is broken, not for refusing: the filter's
 * {@code onFailure} applies then. Returning null counts as throwing.
 */
@ConsumerType
public interface MailFilter {

    /** A client connected. A rejection answers with its reply in place of the greeting. */
    default Verdict onConnect(Session session) {
        return Verdict.pass();
    }

    /** The client greeted; {@code name} is what it said, not yet verified and not necessarily a domain. */
    default Verdict onHelo(Session session, String name) {
        return Verdict.pass();
    }

    /** MAIL; the sender is empty for {@code <>}. */
    default Verdict onSender(Transaction transaction, Optional<Address> sender) {
        return Verdict.pass();
    }

    /** RCPT, for a recipient that exists or may be relayed to. It is not yet among those of the transaction. */
    default Verdict onRecipient(Transaction transaction, Recipient recipient) {
        return Verdict.pass();
    }

    /** DATA, with at least one recipient accepted. */
    default Verdict onData(Transaction transaction) {
        return Verdict.pass();
    }

    /** The message is there; the client waits for the answer. */
    default Verdict onMessage(Transaction transaction, Message message) {
        return Verdict.pass();
    }

    /**
     * The session is over: what the filter keeps for it is to be let go. Called once for each session that had this
     * filter, whether another of its methods was called or not, when those that were have ended. One that did not end within
     * its deadline is not waited for, and where the platform is out of threads nobody is told.
     */
    default void onEnd(Session session) {}
}
