package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;

/**
 * Decides for one session. Called on the thread that the machine is used from, one call after the other; no method
 * blocks. A stage that is complete already costs no change of thread; one that completes exceptionally is answered
 * {@code 451 4.3.0} like any local error.
 *
 * <pre>
 * secured                   before connect where TLS is implicit
 * connect
 *   secured                 at most once, after STARTTLS
 *   helo* | standIn* | forwarded*
 *     login                 as SmtpLogin says
 *     mail
 *       recipient*            each yes is a recipient of the message
 *       data
 *         body*               until its stage completes no further body
 *         end
 *     reset | refused         instead of the rest, at any point; reset once more after end
 * ended                     once, last of all, when no call is pending
 * </pre>
 */
@ConsumerType
public interface SmtpBackend {

    /** A client has connected. No means: the reply takes the place of the greeting, and the connection is closed. */
    CompletionStage<Answer> connect();

    /** The connection is encrypted from now on; nothing that the client said before counts any more (RFC 3207 4.2). */
    void secured(TlsInfo tls);

    /** How clients log in; the same for the whole session. */
    default SmtpLogin login() {
        return SmtpLogin.NONE;
    }

    /** The client greeted; any transaction was reset before. */
    CompletionStage<Answer> helo(String name, boolean extended);

    /** Whether the client may say which reports it wants: whether DSN (RFC 3461) is offered. */
    boolean offersReports();

    /** What extensions add to the session. */
    default Extensions extensions() {
        return Extensions.NONE;
    }

    /** Whether the client may say that it stands in for another, or passes another's mail on. */
    default boolean maySpeakForOthers() {
        return false;
    }

    /**
     * The client stands in for another from now on, between transactions: as if that one had connected, and greeted if it
     * has a name for itself. No means: the reply takes the place of the greeting, and the connection is closed.
     */
    default CompletionStage<Answer> standIn(ClientAttributes other) {
        throw new IllegalStateException("not allowed");
    }

    /** Where the next message comes from. Forgotten with its transaction; of several, each adds to those before. */
    default void forwarded(ClientAttributes other) {
        throw new IllegalStateException("not allowed");
    }

    /** A transaction begins, if the answer is yes. */
    CompletionStage<Answer> mail(MailCommand command);

    CompletionStage<Answer> recipient(Recipient recipient);

    /** At least one recipient was accepted. After a yes the client is told to send. */
    CompletionStage<Answer> data();

    /**
     * The next bytes of the message; they are taken before the call returns.
     *
     * @return complete if more may follow at once; if it completes exceptionally, the rest of the message is dropped,
     *     and {@link #end} is called when it has passed
     */
    CompletionStage<Void> body(ByteBuffer bytes);

    /** The message is complete. The answer has a reply; a positive one makes us responsible for the message. */
    CompletionStage<Answer> end();

    /**
     * The machine itself refused something for a limit or a rule of the protocol, or because {@link #end} takes too
     * long.
     *
     * @param verb the command that was refused; {@code DATA}, also for BDAT, means that the message is refused and its bytes are
     *     dropped
     */
    void refused(String verb, Reply reply);

    /**
     * The transaction, if there is one, is over: whatever was not acknowledged is dropped. A call may be pending; its
     * answer does not count any more.
     */
    void reset();

    /** The session is over, and every call has its answer. */
    default void ended() {}
}
