package org.postrider.api.smtp;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that a server of SMTP can do beyond the protocol: a keyword of EHLO, and what it allows the client to say
 * (RFC 5321 2.2). An OSGi service; a session has the extensions that were there when it began.
 *
 * <pre>
 * keyword, mailParameters, recipientParameters, verbs     once, when the service is found
 * offer                                                   at each EHLO
 *   mailRefusal | recipientRefusal | run                  only after an offer
    turned                                              only after a positive reply to a verb that turns
 * </pre>
 *
 * <p>The declarations are constants. Everything else is called from many sessions at once, never on an event loop, and
 * may block: within a deadline of ten seconds (two for an offer) and with eight calls of one extension at a time. What
 * throws, returns null or takes longer costs its own command, which is answered {@code 451 4.3.0}, or its own line of
 * EHLO, which is left out.
 *
 * <p>A keyword, parameter or verb that is the server's own, or another extension's, is refused with the whole extension;
 * the log says so.
 */
@ConsumerType
public interface SmtpExtension {

    /** The keyword of EHLO, in upper case. */
    String keyword();

    /** What it adds to MAIL. */
    default Set<SmtpParameter> mailParameters() {
        return Set.of();
    }

    /** What it adds to RCPT. */
    default Set<SmtpParameter> recipientParameters() {
        return Set.of();
    }

    /** The commands it adds. */
    default Set<SmtpVerb> verbs() {
        return Set.of();
    }

    /**
     * Whether this client is told of it, and with which words after the keyword.
     *
     * @return words of printable ASCII with one space between them, or the empty string; empty if it is not offered
     */
    default Optional<String> offer(Session session) {
        return Optional.of("");
    }

    /**
     * Why a MAIL with parameters of this extension is refused, if it is. What is not refused is kept in the envelope.
     *
     * @param parameters all that MAIL said beside the address: keyword in upper case to value, empty where none was given
     */
    default Optional<Reply> mailRefusal(Session session, Map<String, String> parameters) {
        return Optional.empty();
    }

    /** The same for RCPT. */
    default Optional<Reply> recipientRefusal(Session session, Map<String, String> parameters) {
        return Optional.empty();
    }

    /**
     * Carries a command out.
     *
     * @param verb one of {@link #verbs}
     * @param argument what follows the name and one space; empty if there is nothing
     * @return the reply, not 3yz; 421 and 221 close the connection
     */
    default CompletionStage<Reply> run(Session session, String verb, String argument) {
        throw new UnsupportedOperationException(verb);
    }

    /**
     * Has the connection, after a positive reply to a verb that turns. The session is over: nothing is read from the
     * connection but by the extension. It is closed when this returns or throws, and after an hour. Eight calls of one
     * extension run at a time, beside its other calls; an extension that has more of them refuses the command.
     *
     * @throws IOException if the connection fails, which costs nothing but the connection
     */
    default void turned(Session session, String verb, String argument, TurnedConnection connection) throws IOException {
        throw new UnsupportedOperationException(verb);
    }
}
