package org.postrider.smtp.protocol;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TurnedConnection;

/** The way to the client. Called on the thread that the machine is used from, and never blocks. */
@ConsumerType
public interface Wire {

    /** Whether {@link #encrypt} would do something now. */
    default Encryption encryption() {
        return Encryption.OFF;
    }

    /**
     * Whatever comes after what was sent so far is encrypted, both ways. {@link SmtpMachine#secured} tells the machine
     * when that has been agreed upon; if it cannot be, the connection is closed.
     */
    default void encrypt() {
        throw new IllegalStateException("not offered");
    }

    /**
     * The session is over, and the connection is another's when all that was sent has gone out; it is closed when that one
     * needs it no more.
     *
     * @param taker is given the connection, once
     */
    default void handOver(Function<TurnedConnection, CompletionStage<Void>> taker) {
        throw new IllegalStateException("not possible");
    }

    /** Completes when so much time has passed, on the thread that the machine is used from; nobody waits for it. */
    default CompletionStage<Void> after(Duration delay) {
        return CompletableFuture.completedFuture(null);
    }

    /** Sends a reply; several may go out together, at the latest when the machine returns. */
    void send(Reply reply);

    /** Closes the connection when all that was sent has gone out. Called once; nothing is sent afterwards. */
    void close();

    /** The machine takes input again: what {@link SmtpMachine#receive} left is to be presented once more. */
    void resume();
}
