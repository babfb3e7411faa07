package org.postrider.api.delivery;

import java.util.Objects;

import org.postrider.api.smtp.Reply;

/** What became of a message for one recipient. */
public sealed interface Outcome {

    /** What the other side said, or what we say of our own doing. */
    Reply reply();

    /**
     * The responsibility has passed on.
     *
     * @param reply a 2yz reply
     */
    record Delivered(Reply reply) implements Outcome {
        public Delivered {
            Objects.requireNonNull(reply, "reply");
        }
    }

    /**
     * Not now; it is tried again until the message expires.
     *
     * @param reply a 4yz reply
     */
    record Deferred(Reply reply) implements Outcome {
        public Deferred {
            Objects.requireNonNull(reply, "reply");
        }
    }

    /**
     * Never; the sender gets a report.
     *
     * @param reply a 5yz reply
     */
    record Failed(Reply reply) implements Outcome {
        public Failed {
            Objects.requireNonNull(reply, "reply");
        }
    }
}
