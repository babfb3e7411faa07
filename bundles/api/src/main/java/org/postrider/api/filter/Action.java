package org.postrider.api.filter;

import java.util.Objects;

import org.postrider.api.smtp.Reply;

/**
 * What is to become of a connection, a recipient or a message. Of several actions the most severe applies:
 * Reject, Disconnect, Defer, Quarantine, Hold, Discard, Accept, Pass.
 */
public sealed interface Action {

    /** No opinion. */
    record Pass() implements Action {}

    /** Skip the remaining guards of this stage. */
    record Accept() implements Action {}

    /** Refuse for good. */
    record Reject(Reply reply) implements Action {
        /** @throws IllegalArgumentException if the reply is not 5yz */
        public Reject {
            if (!reply.isPermanent()) {
                throw new IllegalArgumentException("a rejection is 5yz, not " + reply.code());
            }
        }
    }

    /** Refuse for now. */
    record Defer(Reply reply) implements Action {
        /** @throws IllegalArgumentException if the reply is not 4yz */
        public Defer {
            if (!reply.isTransient()) {
                throw new IllegalArgumentException("a deferral is 4yz, not " + reply.code());
            }
        }
    }

    /** Acknowledge and drop; the trace is all that remains. */
    record Discard() implements Action {}

    /** Accept and keep back as suspicious. */
    record Quarantine(String reason) implements Action {
        public Quarantine {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Accept and keep in the queue until somebody releases it. */
    record Hold(String reason) implements Action {
        public Hold {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Send this reply (4yz or 5yz) and close the connection. */
    record Disconnect(Reply reply) implements Action {
        /** @throws IllegalArgumentException if the reply is positive */
        public Disconnect {
            if (reply.isPositive()) {
                throw new IllegalArgumentException("a disconnect is 4yz or 5yz, not " + reply.code());
            }
        }
    }
}
