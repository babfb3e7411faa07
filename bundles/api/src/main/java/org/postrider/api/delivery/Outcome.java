package org.postrider.api.delivery;

import java.util.Objects;

import org.postrider.api.smtp.Reply;

/** What became of a message for one recipient. */
public sealed interface Outcome {

    /** What the other side said, or what we say of our own doing. */
    Reply reply();

    /** Who has a message that was delivered, and so who tells a sender that wants to know (RFC 3461). */
    enum Holder {
        /** Its recipient: we say that it was delivered. */
        MAILBOX,
        /** A system that does not report a success: we say that it was passed on. */
        SILENT,
        /** Somebody who reports: we say nothing. */
        REPORTING
    }

    /**
     * The responsibility has passed on.
     *
     * @param reply a 2yz reply
     * @param holder to whom
     */
    record Delivered(Reply reply, Holder holder) implements Outcome {
        public Delivered {
            Objects.requireNonNull(reply, "reply");
            Objects.requireNonNull(holder, "holder");
        }

        /** It is in the mailbox, or wherever else its way ends. */
        public Delivered(Reply reply) {
            this(reply, Holder.MAILBOX);
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
