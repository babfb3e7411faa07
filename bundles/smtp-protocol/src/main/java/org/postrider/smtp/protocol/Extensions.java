package org.postrider.smtp.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.api.smtp.TurnedConnection;

/** What extensions add to one session, the same from its beginning to its end. No method blocks. */
@ConsumerType
public interface Extensions {

    /** Octets that all extensions together may add to the line of one command. */
    int MAX_OCTETS = 2_000;

    /** No extensions. */
    Extensions NONE = new Extensions() { };

    /** Asks them what they offer this client now. The lines for EHLO; from any thread. Never fails. */
    default CompletionStage<List<String>> offers() {
        return CompletableFuture.completedFuture(List.of());
    }

    /** Whether the last offer allows this parameter of {@code MAIL} or {@code RCPT}. */
    default boolean allows(String command, String keyword) {
        return false;
    }

    /** Octets that they add to the line of {@code MAIL} or {@code RCPT}. */
    default int extraOctets(String command) {
        return 0;
    }

    /** Asks those whose parameters a command has; a no has a reply. */
    default CompletionStage<Answer> check(String command, Map<String, String> parameters) {
        return CompletableFuture.completedFuture(Answer.yes());
    }

    /** A command that one of them adds. */
    default Optional<SmtpVerb> verb(String name) {
        return Optional.empty();
    }

    /** The names of the commands that the last offer adds. */
    default List<String> verbs() {
        return List.of();
    }

    /**
     * Gives it the connection, after a positive answer to a verb that turns.
     *
     * @return completes when it needs the connection no more. Never fails
     */
    default CompletionStage<Void> turned(SmtpVerb verb, String argument, TurnedConnection connection) {
        throw new IllegalStateException("unknown: " + verb);
    }

    /** Carries it out; the answer has a reply. */
    default CompletionStage<Answer> run(SmtpVerb verb, String argument) {
        throw new IllegalStateException("unknown: " + verb);
    }
}
