package org.postrider.smtp.protocol;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.smtp.Reply;

/**
 * Lets clients log in, RFC 4954. Called like {@link SmtpBackend}, only in sessions that are encrypted, and not again after
 * a login.
 *
 * <pre>
 * mechanisms*                 at any time
 * begin
 *   respond*                  as long as the answers are 334
 *   cancel                    instead of the rest
 * </pre>
 */
@ConsumerType
public interface SmtpLogin {

    /** Nobody can log in. */
    SmtpLogin NONE = new SmtpLogin() {
        @Override
        public List<String> mechanisms() {
            return List.of();
        }

        @Override
        public CompletionStage<Answer> begin(String mechanism, Optional<byte[]> initial) {
            return CompletableFuture.completedFuture(Answer.of(Reply.of(502, "5.5.1", "Command not implemented")));
        }

        @Override
        public CompletionStage<Answer> respond(byte[] response) {
            throw new IllegalStateException("nothing has begun");
        }

        @Override
        public void cancel() {
            // nothing has begun
        }
    };

    /** The names of the SASL mechanisms that are offered, the best first; empty if there is no login here. */
    List<String> mechanisms();

    /**
     * The client begins to log in. 334 asks it for more, any other positive reply makes it known; after each other one
     * nothing has happened.
     */
    CompletionStage<Answer> begin(String mechanism, Optional<byte[]> initial);

    /** What the client says to a 334. */
    CompletionStage<Answer> respond(byte[] response);

    /** The client gives up, or says what is no response. */
    void cancel();
}
