package org.postrider.api.delivery;

import org.postrider.api.smtp.Reply;

/** There is no way to a recipient; the reply says whether for now (4yz) or for good (5yz), and why. */
public final class RoutingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /** @throws IllegalArgumentException if the reply is positive */
    public RoutingException(Reply reply) {
        super(reply.toString());
        if (reply.isPositive()) {
            throw new IllegalArgumentException("a routing failure is 4yz or 5yz, not " + reply.code());
        }
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
